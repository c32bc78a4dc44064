import type { Database } from '../client.ts'
import { inTransaction } from '../transaction.ts'

/** Samples of a row `s`: the newest one, the newest known one of 7 days ago and before, and the oldest known one since. */
const sample = (where: string, order: 'ASC' | 'DESC') => `(SELECT one.at, one.bytes FROM size_sample AS one
  WHERE one.kind = $2 AND one."subjectId" = s.id AND ${where} ORDER BY one.at ${order} LIMIT 1)`

/** `(last − first) / days between them` in whole bytes, where the newest sample is a number and they lie a day or more apart. */
const statement = (table: 'volume' | 'container') => `
  UPDATE ${table} AS row SET "growthBytesPerDay" = fresh.growth
  FROM (
    SELECT s.id, CASE WHEN last.bytes IS NOT NULL AND last.at >= first.at + interval '1 day'
      THEN round((last.bytes - first.bytes) * 86400 / extract(epoch FROM last.at - first.at)::float8) END AS growth
    FROM ${table} AS s
    LEFT JOIN LATERAL ${sample('one.at <= $3', 'DESC')} AS last ON true
    LEFT JOIN LATERAL (SELECT * FROM (
      ${sample(`one.bytes IS NOT NULL AND one.at <= $3 - interval '7 days'`, 'DESC')}
      UNION ALL ${sample(`one.bytes IS NOT NULL AND one.at > $3 - interval '7 days' AND one.at <= $3`, 'ASC')}) AS either ORDER BY at LIMIT 1) AS first ON true
    WHERE s."hostId" = $1 AND s."removedAt" IS NULL OFFSET 0
  ) AS fresh WHERE row.id = fresh.id AND row."growthBytesPerDay" IS DISTINCT FROM fresh.growth`

/**
 * Brings `growthBytesPerDay` of all present volumes and containers to what their samples say now: one statement for each of the two per
 * host, behind the host's lock, so that it neither waits for reports in the middle nor meets one in a deadlock. Returns the rows written.
 */
export async function keepGrowth(
  db: Pick<Database, 'pool'>,
  { now, signal }: { now: Date; signal?: AbortSignal },
): Promise<number> {
  const { rows: hosts } = await db.pool.query<{ id: string }>('SELECT id FROM host WHERE "revokedAt" IS NULL ORDER BY name')
  let written = 0
  for (const { id } of hosts) {
    if (signal?.aborted) break
    written += await inTransaction(db.pool, async (client) => {
      await client.query('SELECT FROM host WHERE id = $1 FOR NO KEY UPDATE', [id])
      const volumes = await client.query(statement('volume'), [id, 'volume', now])
      const containers = await client.query(statement('container'), [id, 'layer', now])
      return (volumes.rowCount ?? 0) + (containers.rowCount ?? 0)
    })
  }
  return written
}
