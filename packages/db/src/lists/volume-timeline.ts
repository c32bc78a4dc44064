import { formatBytes, formatDuration } from '@stowage/domain/format'
import type { TimelineRow } from '@stowage/domain/volume'
import type { Database } from '../client.ts'
import type { Volume, VolumeEvent } from '../generated/client.ts'
import { dayMs } from '../history/periods.ts'
import { type SizeStep, sizeSteps } from '../history/size-steps.ts'

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

/**
 * What is known of one life of a volume, newest first: events, days on which it grew or shrank a lot, times in which something could have
 * gone unseen, and jobs. It stays when the volume is gone.
 */
export async function volumeTimeline(db: Database, volume: Volume): Promise<TimelineRow[]> {
  const until = volume.removedAt ?? undefined
  const [events, blind, jobs, steps, earlier] = await Promise.all([
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
    sizeSteps(db, volume.id, rowsMax),
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
    ...events.flatMap(eventRow),
    ...vanished(volume, events),
    ...steps.map((step) => stepRow(step, volume)),
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

function eventRow(event: VolumeEvent): TimelineRow[] {
  if (!isKind(event.action)) return []
  const { kind, text } = kinds[event.action]
  const { at, image, project, destination, rw } = event
  const container = event.containerName ?? event.containerId?.slice(0, 12) ?? null
  const words = container ? `${text} by ${container}` : text
  return [{ id: `event-${event.id}`, at, kind, container, text: words, image, project, destination, rw, until: null }]
}

/** At the end of its day, for the size is the day's last. */
function stepRow({ day, bytes, earlierDay, earlierBytes }: SizeStep, { removedAt }: Volume): TimelineRow {
  const grew = bytes > earlierBytes
  const end = Math.min(day.getTime() + dayMs - 1, removedAt?.getTime() ?? Number.POSITIVE_INFINITY, Date.now())
  return {
    ...blank,
    id: `size-${day.toISOString().slice(0, 10)}`,
    at: new Date(end),
    kind: grew ? 'grew' : 'shrank',
    text: `${grew ? 'Grew' : 'Shrank'} from ${formatBytes(earlierBytes)} to ${formatBytes(bytes)} within ${formatDuration(day.getTime() - earlierDay.getTime())}.`,
  }
}

/** A volume whose end no event told was only missed by a list. */
function vanished({ id, removedAt }: Volume, events: readonly VolumeEvent[]): TimelineRow[] {
  if (removedAt === null || events.some((event) => event.action === 'removed')) return []
  return [
    { ...blank, id: `gone-${id}`, at: removedAt, kind: 'removed', text: 'Gone from the list of volumes. No event told when.' },
  ]
}
