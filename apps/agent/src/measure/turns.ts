/**
 * Who may work on the disks: one measurement in the background at a time, and readings before any of them. A reading that begins aborts
 * the measurement under way, which is made again later, and does not wait for one that cannot be aborted.
 */
export class Turns {
  private tail: Promise<void> = Promise.resolve()
  private readings = 0
  private quiet = Promise.withResolvers<void>()
  private underWay: AbortController | null = null
  private isStopped = false

  constructor() {
    this.quiet.resolve()
  }

  /** @param work is given a signal that asks it to give way; it then answers whatever */
  async background<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const before = this.tail
    const mine = Promise.withResolvers<void>()
    this.tail = mine.promise
    await before
    while (this.readings > 0) await this.quiet.promise
    const controller = new AbortController()
    if (this.isStopped) controller.abort()
    this.underWay = controller
    try {
      return await work(controller.signal)
    } finally {
      this.underWay = null
      mine.resolve()
    }
  }

  /** Whatever is under way or follows in the background is asked to give way for good. */
  stop(): void {
    this.isStopped = true
    this.underWay?.abort()
  }

  async reading<T>(work: () => Promise<T>): Promise<T> {
    if (this.readings === 0) this.quiet = Promise.withResolvers()
    this.readings++
    this.underWay?.abort()
    try {
      return await work()
    } finally {
      this.readings--
      if (this.readings === 0) this.quiet.resolve()
    }
  }
}
