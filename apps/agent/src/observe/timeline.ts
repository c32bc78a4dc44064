import type { BlindWindow, TimelineEvent } from '@stowage/domain/report'
import type { ReportExtras } from './inventory.ts'

const eventsPerReport = 1000
const blindPerReport = 100

/**
 * Events and blind windows that the server has not acknowledged. Bounded: when full, the oldest events give way to a blind window that
 * covers them, so that a long time without a server costs detail and never truth.
 */
export class Timeline implements ReportExtras {
  private readonly max: number
  private events: TimelineEvent[] = []
  private blind: BlindWindow[] = []

  constructor(eventsMax = 5000) {
    this.max = eventsMax
  }

  add(event: TimelineEvent): void {
    this.events.push(event)
    if (this.events.length <= this.max) return
    const dropped = this.events.splice(0, Math.ceil(this.max / 10))
    const [first, last] = [dropped[0], dropped.at(-1)]
    if (first && last) this.addBlind({ from: first.at, to: last.at, cause: 'stream_gap' })
  }

  addBlind(window: BlindWindow): void {
    this.blind.push(window)
    if (this.blind.length <= blindPerReport) return
    const [first, second] = this.blind.splice(0, 2)
    if (first && second) this.blind.unshift({ from: first.from, to: second.to, cause: first.cause })
  }

  /** Whether the engine told of this volume's end and the server may not know yet. */
  holdsRemovalOf(volume: string): boolean {
    return this.events.some((event) => event.action === 'removed' && event.volume === volume)
  }

  peek() {
    const events = this.events.slice(0, eventsPerReport)
    const blind = this.blind.slice(0, blindPerReport)
    const acknowledge = () => {
      const told = new Set<unknown>([...events, ...blind])
      this.events = this.events.filter((event) => !told.has(event))
      this.blind = this.blind.filter((window) => !told.has(window))
    }
    return { events, blind, acknowledge }
  }
}
