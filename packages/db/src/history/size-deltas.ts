import type { Grower } from '@stowage/domain/history'
import type { Database } from '../client.ts'
import { isLocal } from './local-volumes.ts'
import { rawRangeMsMax } from './size-history.ts'

/** A stretch of time on one host. */
export type HostWindow = { hostId: string; from: Date; to: Date }
export type SizeDelta = Omit<Grower, 'share'> & { hostId: string }

/** Of a volume, layer or log `s`: the sample that `where` chooses. */
const raw = (where: string, order: 'ASC' | 'DESC') => `(SELECT r.at, r.bytes FROM size_sample AS r
  WHERE r.kind = s.kind AND r."subjectId" = s.id AND r.bytes IS NOT NULL AND ${where} ORDER BY r.at ${order} LIMIT 1)`
const byDay = (
  where: string,
  order: 'ASC' | 'DESC',
) => `(SELECT d.at + interval '1 day' AS at, d."lastBytes" AS bytes FROM size_day AS d
  WHERE d.kind = s.kind AND d."subjectId" = s.id AND d."lastBytes" IS NOT NULL AND ${where} ORDER BY d.at ${order} LIMIT 1)`

const firstRaw = `${raw('r.at <= s."from" AND r.at > s."from" - interval \'7 days\'', 'DESC')}
  UNION ALL ${raw('r.at > s."from" AND r.at <= s."to"', 'ASC')}`
const firstDay = `${byDay(`d.at <= s."from" - interval '1 day' AND d.at > s."from" - interval '8 days'`, 'DESC')}
  UNION ALL ${byDay(`d.at > s."from" - interval '1 day' AND d.at < s."to"`, 'ASC')}`

/**
 * How much each volume, layer and log of these hosts grew (or shrank) in the window of its host: between two measures at least a day
 * apart. What was made in the window grew from nothing, what was removed in it shrank to nothing. The rest is left out: not measured.
 */
export async function sizeDeltas(db: Pick<Database, 'pool'>, windows: readonly HostWindow[], now: Date): Promise<SizeDelta[]> {
  if (windows.length === 0) return []
  const isLong = windows.some(({ from }) => now.getTime() - from.getTime() > rawRangeMsMax)
  const gone = `"removedAt" IS NULL OR "removedAt" BETWEEN w."from" AND w."to"`
  const { rows } = await db.pool.query<SizeDelta>(
    `WITH w AS (SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS w("hostId", "from", "to")),
     s AS (
       SELECT 'volume' AS kind, v.id, v.name, v."createdAt", v."removedAt", w.* FROM w JOIN volume AS v USING ("hostId")
       WHERE ${isLocal} AND (${gone})
       UNION ALL
       SELECT one.kind, c.id, c.name, c."createdAt", c."removedAt", w.* FROM w JOIN container AS c USING ("hostId")
       CROSS JOIN (VALUES ('layer'), ('log')) AS one(kind) WHERE ${gone})
     SELECT s.kind, s.id, s.name, s."hostId", (CASE WHEN s."removedAt" <= s."to" THEN 0 ELSE last.bytes END - first.bytes)::float8 AS "deltaBytes"
     FROM s
     CROSS JOIN LATERAL (SELECT * FROM (
       SELECT s."createdAt" AS at, 0 AS bytes WHERE s."createdAt" BETWEEN s."from" AND s."to"
       UNION ALL (${isLong ? firstDay : firstRaw})) AS either ORDER BY at LIMIT 1) AS first
     LEFT JOIN LATERAL ${raw('r.at > first.at AND r.at <= s."to"', 'DESC')} AS last ON true
     WHERE CASE WHEN s."removedAt" <= s."to" THEN s."createdAt" IS NULL OR s."createdAt" < s."from"
       ELSE last.at >= first.at + interval '1 day' OR (last.at IS NOT NULL AND s."createdAt" >= s."from") END`,
    [windows.map(({ hostId }) => hostId), windows.map(({ from }) => from), windows.map(({ to }) => to)],
  )
  return rows.filter(({ deltaBytes }) => deltaBytes !== 0)
}
