import type { TimelineRow } from '@stowage/domain/volume'
import type { Database } from '../client.ts'
import type { Volume } from '../generated/client.ts'

const rowsMax = 500
const blank = { container: null, image: null, project: null, destination: null, rw: null, until: null }
const kinds = {
  created: { kind: 'created', text: 'Created' },
  mounted: { kind: 'mounted', text: 'Mounted' },
  unmounted: { kind: 'unmounted', text: 'Unmounted' },
  removed: { kind: 'removed', text: 'Removed' },
} as const
const isKind = (action: string): action is keyof typeof kinds => Object.hasOwn(kinds, action)
const causes: Record<string, string> = {
  first_seen: 'Not watched before this.',
  agent_down: 'The agent was down.',
  engine_restart: 'The Docker engine restarted.',
  stream_gap: 'Events of the engine were missed.',
  section_error: 'The engine could not be asked.',
}

/** What is known of one life of a volume, newest first: events, times in which something could have gone unseen, and jobs. */
export async function volumeTimeline(db: Database, volume: Volume): Promise<TimelineRow[]> {
  const until = volume.removedAt ?? undefined
  const [events, blind, jobs, earlier] = await Promise.all([
    db.prisma.volumeEvent.findMany({
      where: { hostId: volume.hostId, volumeId: volume.id },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: rowsMax,
    }),
    db.prisma.blindWindow.findMany({
      where: { hostId: volume.hostId, to: { gte: volume.firstSeenAt }, ...(until && { from: { lte: until } }) },
      orderBy: { from: 'desc' },
      take: rowsMax,
    }),
    db.prisma.job.findMany({
      where: {
        hostId: volume.hostId,
        volumeName: volume.name,
        lastNewsAt: { gte: volume.firstSeenAt },
        ...(until && { createdAt: { lte: until } }),
      },
      orderBy: { createdAt: 'desc' },
      take: rowsMax,
    }),
    db.prisma.volume.count({ where: { hostId: volume.hostId, name: volume.name, firstSeenAt: { lt: volume.firstSeenAt } } }),
  ])
  const first: TimelineRow = {
    ...blank,
    id: `first-${volume.id}`,
    at: volume.firstSeenAt,
    kind: earlier > 0 ? 'returned' : 'first-seen',
    text:
      earlier > 0
        ? 'A volume of this name is there again, as a new one.'
        : 'First seen by Stowage. Earlier history is not known.',
  }
  const rows: TimelineRow[] = [
    ...events.flatMap((event): TimelineRow[] => {
      if (!isKind(event.action)) return []
      const { kind, text } = kinds[event.action]
      const { at, image, project, destination, rw } = event
      const container = event.containerName ?? event.containerId?.slice(0, 12) ?? null
      const id = `event-${event.id}`
      return [
        {
          id,
          at,
          kind,
          container,
          text: container ? `${text} by ${container}` : text,
          image,
          project,
          destination,
          rw,
          until: null,
        },
      ]
    }),
    ...blind.map(
      (window): TimelineRow => ({
        ...blank,
        id: `blind-${window.id}`,
        at: window.from,
        until: window.to,
        kind: 'blind',
        text: causes[window.cause] ?? 'Something could have gone unseen.',
      }),
    ),
    ...jobs.map(
      (job): TimelineRow => ({
        ...blank,
        id: `job-${job.id}`,
        at: job.createdAt,
        until: job.finishedAt,
        kind: 'job',
        text: `${job.kind} asked by ${job.requestedBy}: ${job.message ?? job.state}`,
      }),
    ),
    first,
  ]
  return rows.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, rowsMax)
}
