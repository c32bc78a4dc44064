import { type History, type HistoryPoint, type HistoryRange, rangeMs } from '@stowage/domain/history'
import type { Database } from '../client.ts'
import { type Viewer, viewerNow } from '../lists/viewer.ts'
import { type SubjectName, subjects, visibleSubjects } from './history-subject.ts'
import { dayMs } from './periods.ts'
import { thinPoints } from './thin-points.ts'

/** Longer ranges are told by days. */
export const rawRangeMsMax = 14 * dayMs

export type HistoryInput = { id: string; range: HistoryRange }

/** Sizes of a volume over time, also of one that is gone; null when it does not exist for this viewer. */
export const volumeHistory = (db: Database, who: Viewer, input: HistoryInput): Promise<History | null> =>
  sizeHistory(db, who, 'volume', input)

/** Sizes of the writable layer of a container over time; null when it does not exist for this viewer. */
export const containerHistory = (db: Database, who: Viewer, input: HistoryInput): Promise<History | null> =>
  sizeHistory(db, who, 'container', input)

async function sizeHistory(db: Database, who: Viewer, name: SubjectName, { id, range }: HistoryInput): Promise<History | null> {
  const [subject] = await visibleSubjects(db, who, name, [id])
  if (!subject) return null
  const { kind } = subjects[name]
  const now = viewerNow(who)
  const from = new Date(now.getTime() - rangeMs[range])
  const isRaw = rangeMs[range] <= rawRangeMsMax
  // Yesterday may not be rolled up yet.
  const rawFrom = isRaw ? from : new Date((Math.floor(now.getTime() / dayMs) - 1) * dayMs)
  const [days, raw, since] = await Promise.all([
    isRaw ? [] : dayPoints(db, kind, id, from, rawFrom),
    rawPoints(db, kind, id, rawFrom, now, isRaw),
    firstSample(db, kind, id),
  ])
  return {
    points: thinPoints([...days, ...raw], (point) => point.bytes),
    since,
    growthBytesPerDay: subject.growthBytesPerDay,
  }
}

type Stored = { at: Date; bytes: string | null }
const point = ({ at, bytes }: Stored): HistoryPoint => ({ at, bytes: bytes === null ? null : Number(bytes) })

/** Samples from `from` on, and before them what held at that moment. */
async function rawPoints(db: Database, kind: string, id: string, from: Date, to: Date, held: boolean): Promise<HistoryPoint[]> {
  const { rows } = await db.pool.query<Stored>(
    `(SELECT $3::timestamptz AS at, bytes FROM size_sample WHERE kind = $1 AND "subjectId" = $2 AND at <= $3 AND $5 ORDER BY size_sample.at DESC LIMIT 1)
     UNION ALL (SELECT at, bytes FROM size_sample WHERE kind = $1 AND "subjectId" = $2 AND at > $3 AND at <= $4 ORDER BY at)`,
    [kind, id, from, to, held],
  )
  return rows.map(point)
}

/** Each day's highest size around its noon, where the day ended lower, and its last one at its end. */
async function dayPoints(db: Database, kind: string, id: string, from: Date, to: Date): Promise<HistoryPoint[]> {
  const { rows } = await db.pool.query<Stored>(
    `SELECT point.at, point.bytes FROM size_day AS d CROSS JOIN LATERAL (VALUES
       (d.at + interval '12 hours', d."maxBytes", d."maxBytes" > coalesce(d."lastBytes", -1)), (d.at + interval '1 day' - interval '1 minute', d."lastBytes", true)
     ) AS point(at, bytes, shown)
     WHERE kind = $1 AND "subjectId" = $2 AND d.at >= $3::timestamptz - interval '1 day' AND d.at < $4 AND point.shown AND point.at >= $3
     ORDER BY point.at`,
    [kind, id, from, to],
  )
  return rows.map(point)
}

/** The first measurement we still have, by its day where only that is left. */
async function firstSample(db: Database, kind: string, id: string): Promise<Date | null> {
  const first = (table: string) =>
    `(SELECT at FROM ${table} WHERE kind = $1 AND "subjectId" = $2 AND ${table === 'size_day' ? '"maxBytes"' : 'bytes'} IS NOT NULL ORDER BY at LIMIT 1)`
  const { rows } = await db.pool.query<{ raw: Date | null; day: Date | null }>(
    `SELECT ${first('size_sample')} AS raw, ${first('size_day')} AS day`,
    [kind, id],
  )
  const { raw = null, day = null } = rows[0] ?? {}
  return raw && (day === null || raw.getTime() - day.getTime() < dayMs) ? raw : day
}
