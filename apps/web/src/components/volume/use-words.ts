import { activeStates } from '@stowage/domain/facts'
import type { TimelineRow, VolumeDetail, VolumeUse } from '@stowage/domain/volume'

const isActive = (use: VolumeUse) => activeStates.includes(use.state)
const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

/**
 * The "right now" line: who has the data at this moment, or why nobody can say. A host that is silent never gets a present tense.
 */
export function rightNowText(
  volume: Pick<VolumeDetail, 'usedBy' | 'host' | 'hostState' | 'state' | 'stateReason' | 'removedAt'>,
): string {
  if (volume.removedAt) return 'Gone from its host. What follows is its history.'
  const silent = volume.hostState === 'unreachable' || volume.hostState === 'offline'
  const active = volume.usedBy.filter(isActive)
  const idle = volume.usedBy.length - active.length
  if (volume.usedBy.length === 0) return volume.stateReason
  const who =
    active.length > 0
      ? `${active.every((use) => use.state === 'running') ? plural(active.length, 'running container') : plural(active.length, 'active container')}`
      : plural(idle, 'stopped container')
  const verb = active.length > 0 ? 'Mounted by' : 'Mounted by none now; kept for'
  const rest = active.length > 0 && idle > 0 ? `, and kept for ${plural(idle, 'stopped one')}` : ''
  const text = `${verb} ${who} on ${volume.host}${rest}.`
  return silent ? `When last seen: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text
}

export interface ReferenceKind {
  kind: string
  checked: boolean
  text: string
}

/** Which kinds of reference the verdict rests on, and which nobody looked at. Unknown is said, never left out. */
export function referenceKinds(
  volume: Pick<VolumeDetail, 'host' | 'hostState' | 'state' | 'scope' | 'driver' | 'kind'>,
): ReferenceKind[] {
  const silent = volume.hostState === 'unreachable' || volume.hostState === 'offline'
  const shared = volume.kind === 'nfs' || volume.kind === 'cifs' || volume.driver !== 'local' || volume.scope === 'global'
  const containers = silent ? `as last seen: ${volume.host} does not answer` : `every container on ${volume.host}, in any state`
  return [
    { kind: 'Containers, by volume name', checked: !silent, text: containers },
    { kind: 'Containers, by a path inside its directory', checked: !silent, text: containers },
    ...(shared
      ? [{ kind: 'Other hosts', checked: false, text: 'its data lies elsewhere and may be mounted by machines without an agent' }]
      : []),
    { kind: 'Swarm services', checked: false, text: 'service definitions are not read' },
    { kind: 'Compose files', checked: false, text: `no source connected for ${volume.host}` },
    { kind: 'Open files', checked: false, text: 'processes on the host are not looked at' },
  ]
}

/** Without the window that reaches back to the beginning of time: since when Stowage watches is said apart. */
export const knownTimeline = (rows: readonly TimelineRow[]): TimelineRow[] => rows.filter((row) => row.at.getTime() > 0)

/** A row of the timeline as a sentence: kinds of jobs in words. */
export const timelineText = (text: string): string =>
  text.replace(/^volume\.remove asked by/, 'Removal asked by').replace(/^volume\.create asked by/, 'Creation asked by')

const nearMs = 60_000

/** Who removed a volume, as far as anyone knows: a job of Stowage that ended with it, else nobody. */
export function removalNote(volume: Pick<VolumeDetail, 'removedAt' | 'timeline'>): string {
  const at = volume.removedAt?.getTime() ?? 0
  const job = volume.timeline.findLast(
    (row) =>
      row.kind === 'job' &&
      row.text.startsWith('volume.remove') &&
      Math.abs((row.until ?? row.at).getTime() - at) < nearMs &&
      !/\b(refused|failed)\b/i.test(row.text),
  )
  return job ? timelineText(job.text) : 'Removed outside Stowage. Docker does not record who.'
}
