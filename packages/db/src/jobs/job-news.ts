import type { JobOutcome, JobResult, JobStage, JobState } from '@stowage/domain/job'
import type pg from 'pg'
import { type ActivityEntry, recordActivity, recordSparingly } from '../activity.ts'
import type { AgentSession } from '../agents/find-session.ts'
import { recordMismatch } from '../agents/identity-mismatch.ts'
import type { Database } from '../client.ts'
import { notifyJobs, notifyLive } from '../notify.ts'
import { storable } from '../storable.ts'
import { inTransaction } from '../transaction.ts'
import { jobEntry } from './job-entry.ts'
import { doubtMs } from './job-lease.ts'

type Attempt = { jobId: string; attempt: number }

/** Keeps a stage that the agent reached. News of an older attempt or a settled job change nothing. */
export async function keepProgress(
  { pool }: Pick<Database, 'pool'>,
  { hostId }: AgentSession,
  { jobId, attempt, stage }: Attempt & { stage: JobStage },
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE job SET state = CASE state WHEN 'sent' THEN 'running' ELSE state END, stage = $4, "lastNewsAt" = now(),
         stages = CASE WHEN stage = $4 THEN stages ELSE stages || jsonb_build_object('stage', $4::text, 'at', now()) END
       WHERE id = $1 AND "hostId" = $2 AND attempt = $3 AND state IN ('sent', 'running', 'indeterminate')`,
      [jobId, hostId, attempt, stage],
    )
    if (rowCount) await notifyLive(client, [{ topic: 'job', ids: [jobId], hostId }])
  })
}

const states: Record<JobOutcome, JobState> = {
  succeeded: 'succeeded',
  failed: 'failed',
  refused: 'refused',
  not_done: 'failed',
  unknown: 'indeterminate',
}
const logged: Record<JobOutcome, ActivityEntry['result']> = {
  succeeded: 'ok',
  failed: 'failed',
  refused: 'denied',
  not_done: 'failed',
  unknown: 'indeterminate',
}
const unchanged: readonly string[] = ['already_there', 'already_gone']
const detailsBytesMax = 16_384
const lateAnHour = 20

type Job = {
  id: string
  hostId: string
  kind: string
  volumeName: string
  attempt: number
  state: JobState
  code: string | null
  finishedAt: Date | null
  cancelAskedAt: Date | null
  requestedById: string
  requestedBy: string
  via: string
}

/**
 * Keeps how a job ended, once: the same result again is accepted and changes nothing (FA6, M7), one of an overtaken attempt or of a
 * cancelled job is logged as late and changes nothing (M6). False when the agent's result was not taken.
 */
export function keepResult(
  { pool }: Pick<Database, 'pool'>,
  session: AgentSession,
  { jobId, attempt, result }: Attempt & { result: JobResult },
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Job>(
      'SELECT id, "hostId", kind, "volumeName", attempt, state, code, "finishedAt", "cancelAskedAt", "requestedById", "requestedBy", via FROM job WHERE id = $1 FOR UPDATE',
      [jobId],
    )
    const [job] = rows
    if (!job) return false
    if (job.hostId !== session.hostId) {
      const text = `The agent of "${session.hostName}" sent a result for a job of another host. It was ignored.`
      await recordMismatch(client, session, text, { jobId })
      return false
    }
    const isCurrent = job.attempt === attempt && job.state !== 'queued'
    if (isCurrent && job.finishedAt && (job.state !== 'cancelled' || job.code === result.code)) return true
    if (!isCurrent || job.finishedAt) {
      await recordLate(client, session, job, { attempt, result })
      return false
    }
    await settle(client, session, job, result)
    return true
  })
}

async function settle(client: pg.PoolClient, { hostId, hostName }: AgentSession, job: Job, sent: JobResult): Promise<void> {
  const result = storable(sent)
  const isOpen = result.outcome === 'unknown'
  // DS19: the agent stopped in time, as it was asked to.
  const wasCancelled = job.cancelAskedAt !== null && result.outcome === 'not_done'
  await client.query(
    `UPDATE job SET state = $2, code = $3, message = $4, details = $5, "lastNewsAt" = now(), "leaseUntil" = CASE WHEN $6 THEN now() + $7 * interval '1 ms' END,
       "finishedAt" = CASE WHEN NOT $6 THEN now() END, stage = CASE WHEN $6 THEN stage ELSE 'done' END,
       stages = CASE WHEN $6 THEN stages ELSE stages || jsonb_build_object('stage', 'done', 'at', now()) END
     WHERE id = $1`,
    [
      job.id,
      wasCancelled ? 'cancelled' : states[result.outcome],
      result.code,
      result.message,
      JSON.stringify(bounded(result.details)),
      isOpen,
      doubtMs,
    ],
  )
  const isNews = !isOpen || job.state !== 'indeterminate' || job.code !== result.code
  if (isNews) {
    const isSkip = wasCancelled || (result.outcome === 'succeeded' && unchanged.includes(result.code))
    const fate = isSkip ? 'skipped' : logged[result.outcome]
    const entry = jobEntry(job, { id: hostId, name: hostName }, fate, result.message)
    await recordActivity(client, [{ ...entry, details: { ...entry.details, code: result.code } }])
  }
  const { rows: volumes } = await client.query<{ id: string }>(
    'SELECT id FROM volume WHERE "hostId" = $1 AND name = $2 AND "removedAt" IS NULL',
    [hostId, job.volumeName],
  )
  // A place among the jobs under way is free.
  await notifyJobs(client, hostId)
  await notifyLive(client, [
    { topic: 'job', ids: [job.id], hostId },
    { topic: 'volume', ids: volumes.map(({ id }) => id), hostId },
    { topic: 'activity', ids: [], hostId },
  ])
}

const bounded = (details: Record<string, unknown>) =>
  Buffer.byteLength(JSON.stringify(details)) <= detailsBytesMax ? details : { leftOut: 'The details are too large to keep.' }

async function recordLate(
  client: pg.PoolClient,
  { hostId, hostName }: AgentSession,
  job: Job,
  late: { attempt: number; result: JobResult },
): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM activity WHERE "subjectId" = $1 AND result = 'late' AND (details->>'attempt')::int = $2 LIMIT 1`,
    [job.id, late.attempt],
  )
  if (rowCount) return
  const text = `A result of attempt ${late.attempt} came late from ${hostName} and changed nothing: ${late.result.message}`
  const entry = jobEntry({ ...job, attempt: late.attempt }, { id: hostId, name: hostName }, 'late', text)
  const details = { ...entry.details, outcome: late.result.outcome, code: late.result.code }
  await recordSparingly(client, { ...entry, subjectKind: 'job', subjectId: job.id, details }, lateAnHour)
  await notifyLive(client, [{ topic: 'activity', ids: [], hostId }])
}
