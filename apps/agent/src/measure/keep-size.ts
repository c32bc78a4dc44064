import { activeStates, type ContainerFact, type SizeFact } from '@stowage/domain/facts'

/** Names of the volumes that a container could write to right now. */
export function writableVolumes(containers: readonly ContainerFact[]): Set<string> {
  const active = containers.filter((container) => activeStates.includes(container.state))
  const mounts = active.flatMap((container) => container.mounts.filter((mount) => mount.rw && mount.type === 'volume'))
  return new Set(mounts.flatMap((mount) => mount.name ?? []))
}

const dayMs = 86_400_000

/**
 * The facts to tell after a pass: where nothing was found and nothing could have written, the earlier fact stays for a day, so that a
 * quiet host sends nothing.
 */
export function keepUnchanged(
  next: readonly SizeFact[],
  before: ReadonlyMap<string, SizeFact>,
  writable: ReadonlySet<string>,
): SizeFact[] {
  return next.map((fact) => {
    const old = before.get(fact.name)
    if (!old || writable.has(fact.name) || old.bytes !== fact.bytes || old.reason !== fact.reason) return fact
    return Date.parse(fact.measuredAt) - Date.parse(old.measuredAt) < dayMs ? old : fact
  })
}
