import type { VolumeDetail } from '@stowage/domain/volume'

export interface LastUse {
  container: string
  image: string | null
  project: string | null
  destination: string | null
  at: Date
  /** The moment it ended; otherwise the moment it was seen mounted. */
  ended: boolean
}

/** Who mounted the volume last, from its timeline; the listings where that has no event. Null = no mount was ever seen. */
export function lastUse({
  timeline,
  lastMountedAt,
  lastMountedBy,
}: Pick<VolumeDetail, 'timeline' | 'lastMountedAt' | 'lastMountedBy'>): LastUse | null {
  const event = timeline
    .filter(({ kind }) => kind === 'mounted' || kind === 'unmounted')
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]
  if (event?.container && event.at.getTime() >= (lastMountedAt?.getTime() ?? 0)) {
    // The end of a mount does not repeat what its beginning told.
    const begin = timeline.find(({ kind, container, image }) => kind === 'mounted' && container === event.container && image)
    const { container, at } = event
    return {
      container,
      at,
      image: event.image ?? begin?.image ?? null,
      project: event.project ?? begin?.project ?? null,
      destination: event.destination ?? begin?.destination ?? null,
      ended: event.kind === 'unmounted',
    }
  }
  if (!lastMountedAt || !lastMountedBy) return null
  // The listing tells image and project in the same words.
  return { container: lastMountedBy, at: lastMountedAt, image: null, project: null, destination: null, ended: false }
}

/** "nginx:1.27 at /data, project shop". */
export function lastUseDetail({ image, project, destination }: LastUse): string {
  const place = [image, destination && `at ${destination}`].filter(Boolean).join(' ')
  return [place, project && `project ${project}`].filter(Boolean).join(', ')
}
