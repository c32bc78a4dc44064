import { type ReadingDetail, ReadingKind, type ReadingRow, Tree } from '@stowage/domain/reading'
import { z } from 'zod'
import type { Database } from '../client.ts'
import type { Prisma, Reading } from '../generated/client.ts'
import { type HostFacts, hostFacts } from '../lists/host-facts.ts'
import type { Viewer } from '../lists/viewer.ts'

const rowsMax = 200
const State = z.enum(['asked', 'reading', 'done', 'failed'])

/** Newest first, at most 200: those of these ids, or all open ones. What the viewer does not see is left out. */
export async function readingRows(
  db: Database,
  who: Viewer,
  of: { ids: readonly string[] } | { open: true },
): Promise<ReadingRow[]> {
  const which: Prisma.ReadingWhereInput = 'ids' in of ? { id: { in: [...of.ids] } } : { state: { in: ['asked', 'reading'] } }
  const found = await db.prisma.reading.findMany({
    where: { AND: [which, seen(who)] },
    omit: { tree: true },
    orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
    take: rowsMax,
  })
  const hosts = await hostsOf(db, who, found)
  return found.flatMap((reading) => readingRow(reading, hosts))
}

/** One reading, or null when it does not exist for this viewer. While it is open or when it failed, `tree` is the last one there was. */
export async function readingDetail(db: Database, who: Viewer, id: string): Promise<ReadingDetail | null> {
  return detail(db, who, await db.prisma.reading.findFirst({ where: { AND: [{ id }, seen(who)] } }))
}

/** The newest reading of this kind of a volume or container; null when there was none. */
export async function newestReading(
  db: Database,
  who: Viewer,
  subjectId: string,
  kind: ReadingKind,
): Promise<ReadingDetail | null> {
  const where = { AND: [{ subjectId, kind }, seen(who)] }
  return detail(db, who, await db.prisma.reading.findFirst({ where, orderBy: [{ askedAt: 'desc' }, { id: 'asc' }] }))
}

async function detail(db: Database, who: Viewer, reading: Reading | null): Promise<ReadingDetail | null> {
  const [row] = reading ? readingRow(reading, await hostsOf(db, who, [reading])) : []
  if (!reading || !row) return null
  const { subjectId, kind } = reading
  const last =
    reading.state === 'done'
      ? reading
      : await db.prisma.reading.findFirst({ where: { subjectId, kind, state: 'done' }, orderBy: { finishedAt: 'desc' } })
  return {
    ...row,
    tree: Tree.nullable()
      .catch(null)
      .parse(last?.tree ?? null),
  }
}

const seen = (who: Viewer): Prisma.ReadingWhereInput => (who.hostIds === null ? {} : { hostId: { in: [...who.hostIds] } })

type Hosts = ReadonlyMap<string, HostFacts>

async function hostsOf(db: Database, who: Viewer, readings: readonly { hostId: string }[]): Promise<Hosts> {
  if (readings.length === 0) return new Map()
  const hosts = await hostFacts(db, who, { ids: [...new Set(readings.map(({ hostId }) => hostId))] })
  return new Map(hosts.map((host) => [host.id, host]))
}

function readingRow(reading: Omit<Reading, 'tree'>, hosts: Hosts): ReadingRow[] {
  const host = hosts.get(reading.hostId)
  if (!host) return []
  const { id, hostId, subjectId, askedBy, askedAt, finishedAt, bytes, files } = reading
  const state = State.parse(reading.state)
  return [
    {
      id,
      kind: ReadingKind.parse(reading.kind),
      hostId,
      host: host.name,
      subjectId,
      state,
      askedBy,
      askedAt,
      finishedAt,
      bytes: bytes === null ? null : Number(bytes),
      files: files === null ? null : Number(files),
      reason: state === 'asked' ? waitingFor(host) : reading.reason,
    },
  ]
}

/** Why a reading that was asked for has not begun; null when its host is there and will come to it. */
const waitingFor = ({ name, state, row }: HostFacts): string | null =>
  state === 'offline' || state === 'unreachable' || row.streamId === null
    ? `${name} is not connected. It is asked when it is back, within 24 hours.`
    : null
