import { type JobRow, JobStage, JobState, openJobStates } from '@stowage/domain/job'
import { z } from 'zod'
import type { Database } from '../client.ts'
import type { Job, Prisma } from '../generated/client.ts'
import type { Viewer } from './viewer.ts'

export type JobQuery = { open?: boolean; hostId?: string; volumeId?: string; limit?: number; before?: Date }

/** Newest first, 1 to 200 rows. `volumeId`: jobs on that volume's name and host during its life. */
export async function jobRows(
  db: Database,
  who: Viewer,
  { open, hostId, volumeId, limit = 50, before }: JobQuery = {},
): Promise<JobRow[]> {
  const wanted: Prisma.JobWhereInput[] = [seen(who)]
  if (open !== undefined) wanted.push({ state: open ? { in: [...openJobStates] } : { notIn: [...openJobStates] } })
  if (hostId !== undefined) wanted.push({ hostId })
  if (before !== undefined) wanted.push({ createdAt: { lt: before } })
  if (volumeId !== undefined) {
    const volume = await db.prisma.volume.findUnique({ where: { id: volumeId } })
    if (!volume) return []
    wanted.push({ hostId: volume.hostId, volumeName: volume.name, lastNewsAt: { gte: volume.firstSeenAt } })
    if (volume.removedAt) wanted.push({ createdAt: { lte: volume.removedAt } })
  }
  const jobs = await db.prisma.job.findMany({
    where: { AND: wanted },
    include: { host: { select: { name: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: Math.min(Math.max(1, Math.trunc(limit)), 200),
  })
  return withVolumes(db, jobs)
}

/** One job, or null when it does not exist for this viewer. */
export async function jobRow(db: Database, who: Viewer, id: string): Promise<JobRow | null> {
  const job = await db.prisma.job.findFirst({
    where: { AND: [{ id }, seen(who)] },
    include: { host: { select: { name: true } } },
  })
  return job ? ((await withVolumes(db, [job]))[0] ?? null) : null
}

const seen = (who: Viewer): Prisma.JobWhereInput => (who.hostIds === null ? {} : { hostId: { in: [...who.hostIds] } })

const Stages = z.array(z.object({ stage: JobStage, at: z.coerce.date() })).catch([])

async function withVolumes(db: Database, jobs: (Job & { host: { name: string } })[]): Promise<JobRow[]> {
  if (jobs.length === 0) return []
  const lives = await db.prisma.volume.findMany({
    where: { OR: jobs.map((job) => ({ hostId: job.hostId, name: job.volumeName })) },
    select: { id: true, hostId: true, name: true, firstSeenAt: true, removedAt: true },
    orderBy: { firstSeenAt: 'desc' },
  })
  return jobs.map((job) => {
    const state = JobState.parse(job.state)
    const volume = lives.find(
      (life) =>
        life.hostId === job.hostId &&
        life.name === job.volumeName &&
        life.firstSeenAt <= job.lastNewsAt &&
        (life.removedAt === null || life.removedAt >= job.createdAt),
    )
    return {
      id: job.id,
      kind: job.kind,
      hostId: job.hostId,
      hostName: job.host.name,
      volumeName: job.volumeName,
      volumeId:
        volume?.id ??
        lives.find((life) => life.hostId === job.hostId && life.name === job.volumeName && life.removedAt === null)?.id ??
        null,
      state,
      stage: JobStage.catch('queued').parse(job.stage),
      stages: Stages.parse(job.stages),
      attempt: job.attempt,
      requestedBy: job.requestedBy,
      createdAt: job.createdAt,
      startedAt: job.startedAt,
      finishedAt: job.finishedAt,
      lastNewsAt: job.lastNewsAt,
      code: job.code,
      message: job.message,
      cancellable: state === 'queued' || state === 'sent',
    }
  })
}
