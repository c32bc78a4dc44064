import type { LiveChange } from '@stowage/domain/list'

const idsMax = 500

/** Changes gathered between two sendings, with equal topics of a host joined. Too many ids become "everything of that host". */
export class LiveBatch {
  private readonly joined = new Map<string, { change: LiveChange; ids: Set<string> }>()
  private everything = false

  add(change: LiveChange): void {
    const key = `${change.topic} ${change.hostId ?? ''} ${change.ids.length === 0}`
    const known = this.joined.get(key) ?? { change, ids: new Set<string>() }
    for (const id of change.ids) known.ids.add(id)
    this.joined.set(key, known)
  }

  /** Some changes were missed: whatever else waits is part of it. */
  addEverything(): void {
    this.everything = true
    this.joined.clear()
  }

  get isEmpty(): boolean {
    return !this.everything && this.joined.size === 0
  }

  take(): LiveChange[] {
    const all: LiveChange[] = this.everything ? [{ topic: 'all', ids: [], hostId: null }] : []
    const rest = [...this.joined.values()].map(({ change, ids }) =>
      ids.size > idsMax ? { topic: 'all' as const, ids: [], hostId: change.hostId } : { ...change, ids: [...ids] },
    )
    this.everything = false
    this.joined.clear()
    return [...all, ...rest]
  }
}
