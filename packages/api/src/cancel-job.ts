import { notifyJobs, notifyLive } from '@stowage/db/notify'
import { AppError } from '@stowage/domain/app-error'
import type { JobRow } from '@stowage/domain/job'
import type { UserContext } from './context.ts'
import { queryable } from './queryable.ts'
import { recordActivity } from './record-activity.ts'

/** Cancels a queued job, or asks the agent to stop a sent one. Throws `conflict` when it is too late to promise anything. */
export async function cancelJob({ db, actor, now }: UserContext, job: JobRow): Promise<void> {
  const at = now()
  await db.prisma.$transaction(async (tx) => {
    const queued = await tx.job.updateMany({
      where: { id: job.id, state: 'queued' },
      data: {
        state: 'cancelled',
        stage: 'done',
        code: 'interrupted',
        message: `Cancelled by ${actor.name}.`,
        finishedAt: at,
        lastNewsAt: at,
      },
    })
    const asked =
      queued.count > 0
        ? 0
        : (await tx.job.updateMany({ where: { id: job.id, state: 'sent' }, data: { cancelAskedAt: at } })).count
    if (queued.count + asked === 0)
      throw new AppError('conflict', await tooLate(tx.job.findUniqueOrThrow({ where: { id: job.id } }), job))
    const connection = queryable(tx)
    await notifyLive(connection, [{ topic: 'job', ids: [job.id], hostId: job.hostId }])
    await notifyJobs(connection, job.hostId)
    await recordActivity(tx, actor, {
      action: 'job.cancel',
      subjectKind: 'job',
      subjectId: job.id,
      subject: job.volumeName,
      host: { id: job.hostId, name: job.hostName },
      text: asked
        ? `${actor.name} asked ${job.hostName} to stop the job on ${job.volumeName}.`
        : `${actor.name} cancelled the job on ${job.volumeName} before it was sent to ${job.hostName}.`,
      details: { jobId: job.id, kind: job.kind },
    })
  })
}

async function tooLate(found: Promise<{ state: string; finishedAt: Date | null }>, job: JobRow): Promise<string> {
  const { state, finishedAt } = await found
  return finishedAt
    ? `Too late: this job has ended (${state}).`
    : `Too late: ${job.hostName} has begun to act. Its answer will say what happened.`
}
