import type { AgentFrame } from '@stowage/domain/agent-link'

/** Frames for one host: those pushed while nobody listens wait for the next stream. The newest stream gets them all. */
export class Frames {
  private waiting: AgentFrame[] = []
  private wake: () => void = () => {}
  private ended = false
  private current = 0
  /** Streams that were ever opened. */
  opened = 0

  push(frame: AgentFrame): void {
    this.waiting.push(frame)
    this.wake()
  }

  end(): void {
    this.ended = true
    this.wake()
  }

  async *follow(signal: AbortSignal | undefined): AsyncGenerator<AgentFrame> {
    const mine = ++this.current
    this.wake()
    this.opened++
    while (!this.ended && !signal?.aborted && mine === this.current) {
      const frame = this.waiting.shift()
      if (frame) {
        yield frame
        continue
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve
        signal?.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }
}
