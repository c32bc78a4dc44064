import { jobRow, jobRows } from '@stowage/db/lists/job-rows'
import { JobRow } from '@stowage/domain/job'
import { z } from 'zod'
import { cancelJob } from './cancel-job.ts'
import { ById } from './inputs.ts'
import { router, userProcedure } from './trpc.ts'
import { notFound, viewerOf } from './visible-hosts.ts'

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
    .query(async ({ ctx, input }) => jobRows(ctx.db, await viewerOf(ctx), input)),

  get: userProcedure('see')
    .input(ById)
    .output(JobRow)
    .query(async ({ ctx, input }) => {
      const job = await jobRow(ctx.db, await viewerOf(ctx), input.id)
      if (!job) throw notFound('job')
      return job
    }),

  /** A queued job ends at once; one that was sent is asked to stop if the engine has not been called yet (DS19). */
  cancel: userProcedure('act')
    .input(ById)
    .output(JobRow)
    .mutation(async ({ ctx, input }) => {
      const who = await viewerOf(ctx)
      const known = await jobRow(ctx.db, who, input.id)
      if (!known) throw notFound('job')
      await cancelJob(ctx, known)
      return (await jobRow(ctx.db, who, input.id)) ?? known
    }),
})
