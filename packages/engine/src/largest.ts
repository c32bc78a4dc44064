/** Keeps the first `max` of what is offered, by an order, in memory for twice as many. */
export class Largest<T> {
  offered = 0
  private kept: T[] = []
  private floor: T | null = null
  private readonly max: number
  private readonly order: (a: T, b: T) => number

  constructor(max: number, order: (a: T, b: T) => number) {
    this.max = max
    this.order = order
  }

  offer(item: T): void {
    this.offered++
    if (this.floor !== null && this.order(item, this.floor) >= 0) return
    this.kept.push(item)
    if (this.kept.length >= 2 * this.max) this.cut()
  }

  items(): T[] {
    this.cut()
    return [...this.kept]
  }

  private cut(): void {
    this.kept.sort(this.order)
    if (this.kept.length < this.max) return
    this.kept.length = this.max
    this.floor = this.kept.at(-1) ?? null
  }
}
