import type { PrismaClient } from '@stowage/db/client'
import type { Job } from '@stowage/db/generated/client'
import { AppError } from '@stowage/domain/app-error'
import { JobRow, openJobStates } from '@stowage/domain/job'
import { z } from 'zod'
import { ById } from './inputs.ts'
import { cancellableStates, jobRow } from './job-row.ts'
import { recordActivity } from './record-activity.ts'
import { router, userProcedure } from './trpc.ts'
import { notFound, seesHost, visibleHostIds } from './visible-hosts.ts'

const host = { select: { name: true } } as const

export const jobsRouter = router({
  /** Newest first. `before`: `createdAt` of the last row of the page before. */
  list: userProcedure('see')
    .input(
      z.strictObject({
        open: z.boolean().optional(),
        hostId: z.uuid().optional(),
        volumeId: z.uuid().optional(),
        limit: z.number().int().min(1).max(200).default(50),
        before: z.date().optional(),
      }),
    )
    .output(z.array(JobRow))
    .query(async ({ ctx: { db, actor }, input }) => {
      const { prisma } = db
      const visible = await visibleHostIds(prisma, actor)
      const volume = input.volumeId
        ? await prisma.volume.findUnique({ where: { id: input.volumeId }, select: { hostId: true, name: true } })
        : null
      if (input.volumeId && !volume) return []
      const open = [...openJobStates]
      const jobs = await prisma.job.findMany({
        where: {
          AND: [
            visible ? { hostId: { in: visible } } : {},
            input.hostId ? { hostId: input.hostId } : {},
            volume ? { hostId: volume.hostId, volumeName: volume.name } : {},
            input.open === undefined ? {} : { state: input.open ? { in: open } : { notIn: open } },
            input.before ? { createdAt: { lt: input.before } } : {},
          ],
        },
        include: { host },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: input.limit,
      })
      return withVolumes(prisma, jobs)
    }),

  get: userProcedure('see')
    .input(ById)
    .output(JobRow)
    .query(async ({ ctx: { db, actor }, input }) => {
      const job = await db.prisma.job.findUnique({ where: { id: input.id }, include: { host } })
      if (!job || !seesHost(actor, job.host.name)) throw notFound('job')
      return one(await withVolumes(db.prisma, [job]))
    }),

  /** Only while the engine has not been asked yet; later the answer says that it is too late (DS19). */
  cancel: userProcedure('act')
    .input(ById)
    .output(JobRow)
    .mutation(async ({ ctx: { db, actor, now }, input }) => {
      const cancelled = await db.prisma.$transaction(async (tx) => {
        const job = await tx.job.findUnique({ where: { id: input.id }, include: { host } })
        if (!job || !seesHost(actor, job.host.name)) throw notFound('job')
        const changed = await tx.job.updateMany({
          where: { id: job.id, state: { in: [...cancellableStates] } },
          data: {
            state: 'cancelled',
            stage: 'done',
            finishedAt: now(),
            lastNewsAt: now(),
            message: `Cancelled by ${actor.name}.`,
          },
        })
        if (changed.count === 0) throw new AppError('conflict', tooLate(job))
        await recordActivity(tx, actor, {
          action: `${job.kind}.cancelled`,
          subjectKind: 'volume',
          subjectId: null,
          subject: job.volumeName,
          host: { id: job.hostId, name: job.host.name },
          text: `${actor.name} cancelled the job before it reached ${job.host.name}.`,
          details: { jobId: job.id },
        })
        return tx.job.findUniqueOrThrow({ where: { id: job.id }, include: { host } })
      })
      return one(await withVolumes(db.prisma, [cancelled]))
    }),
})

type JobWithHost = Job & { host: { name: string } }

const tooLate = (job: JobWithHost) =>
  job.finishedAt
    ? `Too late: this job ended (${job.state}).`
    : `Too late: the job was sent to ${job.host.name}${job.startedAt ? ` at ${job.startedAt.toISOString()}` : ''}.`

async function withVolumes(prisma: PrismaClient, jobs: JobWithHost[]): Promise<JobRow[]> {
  if (jobs.length === 0) return []
  const lives = await prisma.volume.findMany({
    where: { hostId: { in: jobs.map((job) => job.hostId) }, name: { in: jobs.map((job) => job.volumeName) } },
    select: { id: true, hostId: true, name: true },
    // Later lives overwrite earlier ones in the map below.
    orderBy: { firstSeenAt: 'asc' },
  })
  const key = (hostId: string, name: string) => `${hostId}/${name}`
  const ids = new Map(lives.map((volume) => [key(volume.hostId, volume.name), volume.id]))
  return jobs.map((job) => jobRow(job, ids.get(key(job.hostId, job.volumeName)) ?? null))
}

function one(rows: JobRow[]): JobRow {
  const [row] = rows
  if (!row) throw notFound('job')
  return row
}
