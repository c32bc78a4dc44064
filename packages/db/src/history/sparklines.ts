import { type HistoryPoint, rangeMs, type Sparkline } from '@stowage/domain/history'
import type { Database } from '../client.ts'
import { type Viewer, viewerNow } from '../lists/viewer.ts'
import { type SubjectName, subjects, visibleSubjects } from './history-subject.ts'

const pointsMax = 32

/** The last 7 days of these volumes, in the order of the ids; ids out of sight are left out. */
export const volumeSparklines = (db: Database, who: Viewer, ids: readonly string[]): Promise<Sparkline[]> =>
  sparklines(db, who, 'volume', ids)

/** The last 7 days of the writable layers of these containers, in the order of the ids; ids out of sight are left out. */
export const containerSparklines = (db: Database, who: Viewer, ids: readonly string[]): Promise<Sparkline[]> =>
  sparklines(db, who, 'container', ids)

/** What held at 32 moments, each looked up by index: reading all samples of 100 rows would be 200,000. */
async function sparklines(db: Database, who: Viewer, name: SubjectName, ids: readonly string[]): Promise<Sparkline[]> {
  const seen = new Map((await visibleSubjects(db, who, name, ids)).map((subject) => [subject.id, subject]))
  if (seen.size === 0) return []
  const now = viewerNow(who).getTime()
  const moments = Array.from(
    { length: pointsMax },
    (_, index) => new Date(now - ((pointsMax - 1 - index) * rangeMs['7d']) / (pointsMax - 1)),
  )
  const { rows } = await db.pool.query<{ id: string; at: Date; bytes: string | null }>(
    `SELECT subject.id, moment.at, held.bytes FROM unnest($2::uuid[]) AS subject(id) CROSS JOIN unnest($3::timestamptz[]) AS moment(at)
     CROSS JOIN LATERAL (SELECT s.bytes FROM size_sample AS s WHERE s.kind = $1 AND s."subjectId" = subject.id AND s.at <= moment.at
       ORDER BY s.at DESC LIMIT 1) AS held
     ORDER BY subject.id, moment.at`,
    [subjects[name].kind, [...seen.keys()], moments],
  )
  const points = Map.groupBy(rows, (row) => row.id)
  return ids.flatMap((id) => {
    const subject = seen.get(id)
    if (!subject) return []
    const line = (points.get(id) ?? []).map(({ at, bytes }) => ({ at, bytes: bytes === null ? null : Number(bytes) }))
    return [{ id, points: withoutRepeats(line), growthBytesPerDay: subject.growthBytesPerDay }]
  })
}

/** A point between two equal ones says nothing. */
const withoutRepeats = (line: readonly HistoryPoint[]): HistoryPoint[] =>
  line.filter(
    ({ bytes }, index) =>
      index === 0 || index === line.length - 1 || line[index - 1]?.bytes !== bytes || line[index + 1]?.bytes !== bytes,
  )
