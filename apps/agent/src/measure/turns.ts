/**
 * Who may work on the disks: one measurement in the background at a time, and readings before any of them. A reading that begins aborts
 * the measurement under way, which is made again later, and does not wait for one that cannot be aborted.
 */
export class Turns {
  private tail: Promise<void> = Promise.resolve()
  private readings = 0
  private quiet = Promise.withResolvers<void>()
  private underWay: AbortController | null = null

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
    this.underWay = controller
    try {
      return await work(controller.signal)
    } finally {
      this.underWay = null
      mine.resolve()
    }
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
