const quietMs = 50
const mostMs = 250

/**
 * Runs one kind of look at the engine: never twice at once, soon after a hint, but once for a burst of hints. A hint that comes during a
 * look leads to another look, for the first one may have been too early.
 */
export class Relist {
  private readonly look: () => Promise<void>
  private timer: NodeJS.Timeout | null = null
  private firstHintAt: number | null = null
  private running: Promise<void> | null = null
  private again = false
  private stopped = false

  constructor(look: () => Promise<void>) {
    this.look = look
  }

  hint(): void {
    if (this.stopped) return
    const now = performance.now()
    this.firstHintAt ??= now
    if (this.timer) clearTimeout(this.timer)
    const wait = Math.min(quietMs, Math.max(0, this.firstHintAt + mostMs - now))
    this.timer = setTimeout(() => void this.now(), wait)
  }

  /** Looks without waiting. Resolves when a look that began after this call is through. */
  async now(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    this.firstHintAt = null
    if (this.running) {
      this.again = true
      await this.running
      return
    }
    this.running = this.repeat()
    await this.running
  }

  stop(): void {
    this.stopped = true
    if (this.timer) clearTimeout(this.timer)
  }

  private async repeat(): Promise<void> {
    try {
      do {
        this.again = false
        if (!this.stopped) await this.look()
      } while (this.again && !this.stopped)
    } finally {
      this.running = null
    }
  }
}
