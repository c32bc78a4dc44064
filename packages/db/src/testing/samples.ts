import type { Database } from '../client.ts'
import { makePartitions } from '../history/keep-partitions.ts'
import type { HistoryTable } from '../history/periods.ts'

/** History for tests, at any time: partitions are made as needed. */

export type SizeSubject = { kind: 'volume' | 'layer' | 'log'; subjectId: string; hostId: string }
export type SizePoint = { at: Date; bytes: number | null }
export type DiskFigure = {
  at: Date
  used: number
  available: number
  /** Default: used and available together. */
  total?: number
  usedInodes?: number | null
  totalInodes?: number | null
}

async function partitionsFor(db: Database, table: HistoryTable, points: readonly { at: Date }[]): Promise<void> {
  const times = points.map(({ at }) => at.getTime())
  if (times.length > 0) {
    const range = { from: new Date(Math.min(...times)), to: new Date(Math.max(...times)) }
    await makePartitions(db.pool, table, range)
  }
}

/** Adds raw samples of a volume, a layer or a log. */
export async function addSizeSamples(db: Database, subject: SizeSubject, points: readonly SizePoint[]): Promise<void> {
  await partitionsFor(db, 'size_sample', points)
  await partitionsFor(db, 'size_day', points)
  await db.prisma.sizeSample.createMany({ data: points.map((point) => ({ ...subject, ...point })) })
}

/** Adds days as a roll-up leaves them; `at` is the start of a UTC day. */
export async function addSizeDays(
  db: Database,
  subject: SizeSubject,
  days: readonly { at: Date; lastBytes: number | null; maxBytes?: number | null }[],
): Promise<void> {
  await partitionsFor(db, 'size_day', days)
  await db.prisma.sizeDay.createMany({ data: days.map((day) => ({ maxBytes: day.lastBytes, ...subject, ...day })) })
}

/** Adds samples of a host's disk, raw or hourly. */
export async function addDiskSamples(
  db: Database,
  hostId: string,
  figures: readonly DiskFigure[],
  table: 'disk_sample' | 'disk_hour' = 'disk_sample',
): Promise<void> {
  await partitionsFor(db, table, figures)
  await partitionsFor(db, 'disk_hour', figures)
  const data = figures.map(({ at, used, available, total = used + available, usedInodes = null, totalInodes = null }) => ({
    ...{ hostId, at, usedBytes: used, availableBytes: available, totalBytes: total, usedInodes, totalInodes },
  }))
  if (table === 'disk_sample') await db.prisma.diskSample.createMany({ data })
  else await db.prisma.diskHour.createMany({ data })
}

/** Points of a function of time, every `everyMs` from `from` to `to`, both included. */
export function pointsOf(from: Date, to: Date, everyMs: number, bytes: (at: Date) => number | null): SizePoint[] {
  const count = Math.floor((to.getTime() - from.getTime()) / everyMs) + 1
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(from.getTime() + index * everyMs)
    return { at, bytes: bytes(at) }
  })
}
