/** Runs work of the same key one after the other, of different keys side by side. */
export class InTurn {
  private readonly tails = new Map<string, Promise<void>>()

  run(key: string, work: () => Promise<void>): Promise<void> {
    const before = this.tails.get(key) ?? Promise.resolve()
    const mine = before.then(work)
    const tail = mine.catch(() => {})
    this.tails.set(key, tail)
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key)
    })
    return mine
  }

  /** When all that was asked for is through. */
  async idle(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values())
  }
}
