import type { HostRow } from '@stowage/domain/host'
import type { LiveChange } from '@stowage/domain/list'

type Linked = Pick<HostRow, 'id' | 'state'>

/** A change for each host whose link is another than before, so that its rows are read again; hosts that came or went have their own. */
export function linkChanges(before: readonly Linked[], now: readonly Linked[]): LiveChange[] {
  const states = new Map(before.map(({ id, state }) => [id, state]))
  return now
    .filter(({ id, state }) => states.has(id) && states.get(id) !== state)
    .map(({ id }) => ({ topic: 'host', ids: [id], hostId: id }))
}
