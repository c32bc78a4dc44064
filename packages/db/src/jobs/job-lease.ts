import { randomUUID } from 'node:crypto'
import type { AgentFrame } from '@stowage/domain/agent-link'
import { JobSpec } from '@stowage/domain/job'
import type pg from 'pg'
import { recordActivity } from '../activity.ts'
import type { AgentSession } from '../agents/find-session.ts'
import type { Database } from '../client.ts'
import { notifyJobs, notifyLive } from '../notify.ts'
import { releaseReadings, takeReadings } from '../readings/take-readings.ts'
import { inTransaction } from '../transaction.ts'
import { dropOldRemovals } from './drop-old-removals.ts'
import { jobEntry } from './job-entry.ts'

/** The stream of one agent session; it holds the leases of the host's jobs and carries its readings. */
export type JobStream = AgentSession & { streamId: string }

/** `over`: a newer session or stream took the host, or the session ended. */
export type Work = { state: 'open' | 'over' | 'revoked'; frames: Exclude<AgentFrame, { type: 'ping' | 'resync' | 'revoked' }>[] }

const leaseMs = 30_000
/** A job that nobody can tell about is looked at again so much later. */
export const doubtMs = 60_000
/** Jobs under way on one host; the others stay queued, where they can be cancelled. */
const jobsAtOnce = 20
/** A host without a heartbeat for so long has a dead link, whatever its stream says: nothing new is sent into it (M1). */
const silentMs = 45_000

const idle = (state: Work['state']): Work => ({ state, frames: [] })

/** Makes this the host's one job stream. Whatever an older one had sent is in doubt from here on. */
export function openJobStream({ pool }: Pick<Database, 'pool'>, session: AgentSession): Promise<JobStream> {
  const stream = { ...session, streamId: randomUUID() }
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('UPDATE host SET "streamId" = $3 WHERE id = $1 AND "sessionId" = $2', [
      stream.hostId,
      stream.sessionId,
      stream.streamId,
    ])
    if (rowCount === 0) return stream
    await client.query(
      `UPDATE job SET "leaseUntil" = now() WHERE "hostId" = $1 AND state IN ('sent', 'running', 'indeterminate')`,
      [stream.hostId],
    )
    await notifyJobs(client, stream.hostId)
    return stream
  })
}

/**
 * What to send now. Renews the leases this stream holds, sends doubted jobs as probes under a new attempt, takes queued ones. Asks the
 * database one cheap question when there is nothing to do.
 */
export async function takeWork({ pool }: Pick<Database, 'pool'>, stream: JobStream, now: Date): Promise<Work> {
  const { rows } = await pool.query<{ revoked: boolean; own: boolean; hasJobs: boolean; hasReadings: boolean }>(
    `SELECT host."revokedAt" IS NOT NULL AS revoked,
       COALESCE(host."sessionId" = $2 AND host."streamId" = $3, false) AND EXISTS (
         SELECT 1 FROM agent_session AS s WHERE s.id = $2 AND s."expiresAt" > now()) AS own,
       EXISTS (SELECT 1 FROM job WHERE job."hostId" = host.id AND job.state IN ('queued', 'sent', 'running', 'indeterminate')) AS "hasJobs",
       EXISTS (SELECT 1 FROM reading AS r WHERE r."hostId" = host.id AND (r.state IN ('asked', 'reading') OR r.state = 'failed' AND r."streamId" IS NOT NULL)) AS "hasReadings"
     FROM host WHERE id = $1`,
    [stream.hostId, stream.sessionId, stream.streamId],
  )
  const [host] = rows
  if (host?.revoked) return idle('revoked')
  if (!host?.own) return idle('over')
  if (!host.hasJobs && !host.hasReadings) return idle('open')
  return inTransaction(pool, async (client) => {
    const held = await client.query(
      'SELECT 1 FROM host WHERE id = $1 AND "sessionId" = $2 AND "streamId" = $3 AND "revokedAt" IS NULL FOR SHARE',
      [stream.hostId, stream.sessionId, stream.streamId],
    )
    if (held.rowCount === 0) return idle('over')
    const jobs = host.hasJobs ? await lease(client, stream, new Date(now.getTime() - silentMs)) : []
    const readings = host.hasReadings ? await takeReadings(client, stream, now) : []
    return { state: 'open', frames: [...jobs, ...readings] }
  })
}

type Leased = { id: string; kind: string; params: unknown; attempt: number; volumeName: string; was: string }

async function lease(client: pg.PoolClient, stream: JobStream, aliveSince: Date): Promise<Work['frames']> {
  const { hostId, streamId } = stream
  const renewed = await client.query(
    `UPDATE job SET "leaseUntil" = now() + $3 * interval '1 ms' WHERE "hostId" = $1 AND "leasedBy" = $2 AND state IN ('sent', 'running') AND "leaseUntil" > now()`,
    [hostId, streamId, leaseMs],
  )
  const { rows: doubted } = await client.query<Leased>(
    `UPDATE job SET state = 'indeterminate', stage = 'probing', attempt = job.attempt + 1, "leasedBy" = $2, "leaseUntil" = now() + $3 * interval '1 ms',
       "lastNewsAt" = now(), stages = job.stages || jsonb_build_object('stage', 'probing', 'at', now())
     FROM job AS before
     WHERE before.id = job.id AND job."hostId" = $1 AND job.state IN ('sent', 'running', 'indeterminate')
       AND (job."leaseUntil" IS NULL OR job."leaseUntil" <= now())
     RETURNING job.id, job.kind, job.params, job.attempt, job."volumeName", before.state AS was`,
    [hostId, streamId, doubtMs],
  )
  const dropped = await dropOldRemovals(client, stream)
  const { rows: taken } = await client.query<Leased>(
    `WITH taken AS (UPDATE job SET state = 'sent', attempt = attempt + 1, "leasedBy" = $2, "leaseUntil" = now() + $3 * interval '1 ms', "startedAt" = COALESCE("startedAt", now()),
       "lastNewsAt" = now()
     WHERE id IN (SELECT id FROM job WHERE "hostId" = $1 AND state = 'queued'
       AND EXISTS (SELECT 1 FROM host WHERE host.id = $1 AND host."lastSeenAt" >= $4) ORDER BY "createdAt" LIMIT GREATEST(0, ${jobsAtOnce} - $5::int) FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, params, attempt, "volumeName", 'queued' AS was, "createdAt")
     SELECT * FROM taken ORDER BY "createdAt"`,
    [hostId, streamId, leaseMs, aliveSince, (renewed.rowCount ?? 0) + doubted.length],
  )
  const { rows: cancels } = await client.query<{ id: string }>(
    `SELECT id FROM job WHERE "hostId" = $1 AND state IN ('sent', 'running') AND "leasedBy" = $2 AND "cancelAskedAt" IS NOT NULL`,
    [hostId, streamId],
  )
  const lost = doubted.filter(({ was }) => was !== 'indeterminate')
  const text = `Nobody knows yet whether this was done on ${stream.hostName}: the link broke. The agent looks.`
  await recordActivity(
    client,
    lost.map((job) => jobEntry(job, { id: hostId, name: stream.hostName }, 'indeterminate', text)),
  )
  const changed = [...dropped, ...[...doubted, ...taken].map(({ id }) => id)]
  if (changed.length > 0) await notifyLive(client, [{ topic: 'job', ids: changed, hostId }])
  return [
    ...doubted.map((job) => frame(job, true)),
    ...taken.map((job) => frame(job, false)),
    ...cancels.map(({ id }) => ({ type: 'cancel' as const, jobId: id })),
  ]
}

const frame = (job: Leased, probe: boolean): Work['frames'][number] => ({
  type: 'job',
  probe,
  job: { id: job.id, attempt: job.attempt, spec: JobSpec.parse({ kind: job.kind, params: job.params }) },
})

/**
 * The stream ended. Jobs in `unsent` were taken and never handed to it: they wait again, as readings do. The others are in doubt when the
 * host returns.
 */
export async function closeJobStream(
  { pool }: Pick<Database, 'pool'>,
  { hostId, streamId }: JobStream,
  unsent: readonly string[],
): Promise<void> {
  await inTransaction(pool, async (client) => {
    // The host before its jobs, as everywhere: two streams that change places must not wait for each other.
    await client.query('UPDATE host SET "streamId" = NULL WHERE id = $1 AND "streamId" = $2', [hostId, streamId])
    await client.query(
      `UPDATE job SET state = 'queued', "leasedBy" = NULL, "leaseUntil" = NULL WHERE id = ANY($1::uuid[]) AND "leasedBy" = $2 AND state = 'sent'`,
      [unsent, streamId],
    )
    await client.query(`UPDATE job SET "leaseUntil" = now() WHERE "leasedBy" = $1 AND state IN ('sent', 'running')`, [streamId])
    await releaseReadings(client, streamId)
    if (unsent.length > 0) await notifyJobs(client, hostId)
  })
}
