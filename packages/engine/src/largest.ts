export type LargestOptions<T> = {
  /** So many at most, */
  max: number
  /** and no more than so much together, by `weigh`. */
  weightMax: number
  weigh: (item: T) => number
  order: (a: T, b: T) => number
}

/** Keeps the first of what is offered, by an order, in memory for twice as much. */
export class Largest<T> {
  offered = 0
  private kept: T[] = []
  private weight = 0
  private floor: T | null = null
  private readonly options: LargestOptions<T>

  constructor(options: LargestOptions<T>) {
    this.options = options
  }

  offer(item: T): void {
    const { order, weigh, max, weightMax } = this.options
    this.offered++
    if (this.floor !== null && order(item, this.floor) >= 0) return
    this.kept.push(item)
    this.weight += weigh(item)
    if (this.kept.length >= 2 * max || this.weight > 2 * weightMax) this.cut()
  }

  /** In order. */
  items(): T[] {
    this.cut()
    return [...this.kept]
  }

  private cut(): void {
    const { order, weigh, max, weightMax } = this.options
    this.kept.sort(order)
    let weight = 0
    const end = this.kept.findIndex((item, at) => {
      weight += weigh(item)
      return at >= max || weight > weightMax
    })
    if (end < 0) return
    this.floor = this.kept[end] ?? null
    this.kept.length = end
    this.weight = this.kept.reduce((sum, item) => sum + weigh(item), 0)
  }
}
