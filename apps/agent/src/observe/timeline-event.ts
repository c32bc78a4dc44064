import type { ContainerFact, VolumeFact } from '@stowage/domain/facts'
import type { TimelineEvent } from '@stowage/domain/report'
import type { ContainerEvent, EngineEvent, VolumeEvent } from '@stowage/engine/engine-event'

type Known = { container: (id: string) => ContainerFact | undefined; volume: (name: string) => VolumeFact | undefined }
type Names = { name: string; image: string; project: string | null }

const remembered = 1000
const actions = { create: 'created', mount: 'mounted', unmount: 'unmounted', destroy: 'removed' } as const

/**
 * Turns the engine's volume events into lines of a volume's timeline, with what is known of the container. A container that lives for
 * seconds may be gone before any list shows it, so its own events are remembered.
 */
export function timelineEvents(known: Known) {
  const names = new Map<string, Names>()
  const helpers = new Set<string>()

  const remember = (event: ContainerEvent) => {
    if (event.isHelper) helpers.add(event.id)
    names.set(event.id, { name: event.name, image: event.image, project: event.project })
    for (const old of [names, helpers]) {
      const [oldest] = old.keys()
      if (old.size > remembered && oldest !== undefined) old.delete(oldest)
    }
  }

  return (event: EngineEvent): TimelineEvent | null => {
    if (event.kind === 'container') {
      remember(event)
      return null
    }
    const id = event.containerId
    // Copies and probes by Stowage itself are no use of a volume (E3).
    if (id !== null && helpers.has(id)) return null
    // 20.10 tells of a creation for every volume that a new container names, also for one that exists.
    if (event.action === 'create' && known.volume(event.name)) return null
    const fact = id === null ? undefined : known.container(id)
    const container = fact ?? (id === null ? undefined : names.get(id))
    return line(event, id, container)
  }
}

const line = (event: VolumeEvent, id: string | null, container: Names | undefined): TimelineEvent => ({
  key: event.key,
  at: event.at,
  action: actions[event.action],
  volume: event.name,
  containerId: id,
  containerName: container?.name ?? null,
  image: container?.image ?? null,
  project: container?.project ?? null,
  destination: event.destination,
  rw: event.rw,
})
