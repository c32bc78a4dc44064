import type pg from 'pg'
import { notifyLive } from '../notify.ts'
import { dropOlderReadings } from './drop-older-readings.ts'
import { readingChanges } from './reading-changes.ts'

const hoursMax = 24

/**
 * Ends readings that nobody can answer any more, in words: those of what is gone, of a revoked host, and those older than a day. With
 * `hostId` those of one host. The agent that has one is told so by its stream.
 */
export async function endReadings(client: pg.PoolClient, now: Date, hostId: string | null = null): Promise<void> {
  const { rows } = await client.query<{ id: string; hostId: string; subjectId: string; kind: string }>(
    `UPDATE reading AS r SET state = 'failed', "finishedAt" = $1, "lastNewsAt" = $1, reason = CASE
         WHEN h."revokedAt" IS NOT NULL THEN h.name || ' was revoked.'
         WHEN s.id IS NULL THEN CASE WHEN r.kind LIKE 'volume.%' THEN 'The volume' ELSE 'The container' END || ' is gone.'
         ELSE h.name || ' did not answer within ${hoursMax} hours.' END
     FROM reading AS o JOIN host AS h ON h.id = o."hostId" LEFT JOIN LATERAL (
       SELECT v.id FROM volume AS v WHERE v.id = o."subjectId" AND v."removedAt" IS NULL UNION ALL
       SELECT c.id FROM container AS c WHERE c.id = o."subjectId" AND c."removedAt" IS NULL) AS s ON true
     WHERE o.id = r.id AND o.state IN ('asked', 'reading') AND r.state IN ('asked', 'reading') AND ($2::uuid IS NULL OR o."hostId" = $2)
       AND (s.id IS NULL OR h."revokedAt" IS NOT NULL OR o."askedAt" < $1::timestamptz - ${hoursMax} * interval '1 hour')
     RETURNING r.id, r."hostId", r."subjectId", r.kind`,
    [now, hostId],
  )
  if (rows.length === 0) return
  await dropOlderReadings(
    client,
    rows.map(({ id }) => id),
  )
  await notifyLive(client, readingChanges(rows))
}
