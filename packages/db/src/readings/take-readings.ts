import type { AgentFrame } from '@stowage/domain/agent-link'
import { ReadingAsk } from '@stowage/domain/reading'
import type pg from 'pg'
import type { JobStream } from '../jobs/job-lease.ts'
import { endReadings } from './end-readings.ts'

export type ReadingFrame = Extract<AgentFrame, { type: 'read' | 'stop-reading' }>

/** Sent to one host and not answered yet. The others wait here, where a tree that somebody waits for can still go before a thousand sizes. */
const readingsAtOnce = 10
/** A reading without news for so long is sent again. An agent that still has it takes no notice. */
const silentMinutes = 10

/**
 * What to send on the host's one stream: readings that no stream carries or that an ended one carried, and stops of those that this one
 * carries.
 */
export async function takeReadings(client: pg.PoolClient, { hostId, streamId }: JobStream, now: Date): Promise<ReadingFrame[]> {
  await endReadings(client, now, hostId)
  const { rows: stops } = await client.query<{ id: string }>(
    `WITH ended AS (SELECT id, "streamId" FROM reading WHERE "hostId" = $1 AND state = 'failed' AND "streamId" IS NOT NULL FOR UPDATE),
       told AS (UPDATE reading SET "streamId" = NULL WHERE id IN (SELECT id FROM ended))
     SELECT id FROM ended WHERE "streamId" = $2`,
    [hostId, streamId],
  )
  const { rows: asks } = await client.query<ReadingAsk>(
    `WITH open AS (
       SELECT id, kind, "askedAt", "streamId" IS NOT DISTINCT FROM $2 AND "lastNewsAt" >= $3::timestamptz - ${silentMinutes} * interval '1 minute' AS "isSent"
       FROM reading WHERE "hostId" = $1 AND state IN ('asked', 'reading')),
     next AS (
       SELECT id FROM open WHERE NOT "isSent" ORDER BY kind LIKE '%.size', "askedAt", id
       LIMIT GREATEST(0, ${readingsAtOnce} - (SELECT count(*) FROM open WHERE "isSent"))),
     taken AS (
       UPDATE reading SET "streamId" = $2, "lastNewsAt" = $3 WHERE id IN (SELECT id FROM next) AND state IN ('asked', 'reading')
       RETURNING id, kind, subject, "askedAt")
     SELECT id, kind, subject FROM taken ORDER BY kind LIKE '%.size', "askedAt", id`,
    [hostId, streamId, now],
  )
  return [
    ...stops.map(({ id }): ReadingFrame => ({ type: 'stop-reading', id })),
    ...asks.map((ask): ReadingFrame => ({ type: 'read', ask: ReadingAsk.parse(ask) })),
  ]
}

/** The stream ended: what it carried waits for the next one. */
export async function releaseReadings(client: pg.PoolClient, streamId: string): Promise<void> {
  await client.query(
    `UPDATE reading SET "streamId" = NULL, state = CASE state WHEN 'reading' THEN 'asked' ELSE state END WHERE "streamId" = $1`,
    [streamId],
  )
}
