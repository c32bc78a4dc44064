import { posix } from 'node:path'
import { activeStates, type ContainerFact, type VolumeFact } from '@stowage/domain/facts'

/** Of each container that may write to a volume: `active`, or when it last ran. */
export type Runs = Readonly<Record<string, string>>

const none: Runs = {}
const active = 'active'

const runOf = ({ state, startedAt, finishedAt }: ContainerFact) =>
  activeStates.includes(state) ? active : `${startedAt} ${finishedAt}`

/**
 * Who may write to which volume: containers that mount it writable, or a path in its directory (V15). A mount of a directory that
 * holds several volumes is no use of any of them.
 */
export function writers(containers: readonly ContainerFact[], volumes: readonly Pick<VolumeFact, 'name' | 'mountpoint'>[]) {
  const owners = new Map(volumes.map(({ name, mountpoint }) => [mountpoint.replace(/\/_data$/, ''), name]))
  const ownerOf = (path: string): string | null => {
    for (let at = posix.normalize(path); at.length > 1; at = posix.dirname(at)) {
      const owner = owners.get(at)
      if (owner !== undefined) return owner
    }
    return null
  }
  const found = new Map<string, Record<string, string>>()
  for (const container of containers) {
    for (const { type, name, rw, source, realSource } of container.mounts) {
      if (!rw) continue
      const volume = type === 'volume' ? name : type === 'bind' ? (ownerOf(realSource ?? source) ?? ownerOf(source)) : null
      if (volume === null) continue
      const runs = found.get(volume) ?? {}
      runs[container.id] = runOf(container)
      found.set(volume, runs)
    }
  }
  return (volume: string): Runs => found.get(volume) ?? none
}

/** Whether one of them may have written since `before` was noted: it runs, ran, is new, or was running and is gone. */
export const mayHaveWritten = (before: Runs, now: Runs): boolean =>
  Object.entries(now).some(([id, run]) => run === active || before[id] !== run) ||
  Object.entries(before).some(([id, run]) => run === active && !(id in now))
