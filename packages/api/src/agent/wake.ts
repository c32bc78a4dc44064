/** A bell that one loop waits for: raised while nobody waits, it is heard at the next wait. */
export class Wake {
  private isRaised = false
  private heard: (() => void) | null = null

  raise(): void {
    this.isRaised = true
    this.heard?.()
  }

  lower(): void {
    this.isRaised = false
  }

  /** Resolves when raised, after `ms`, or when `signal` aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (this.isRaised || signal.aborted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    this.heard = resolve
    const stop = () => resolve()
    signal.addEventListener('abort', stop)
    await promise
    signal.removeEventListener('abort', stop)
    clearTimeout(timer)
    this.heard = null
  }
}
