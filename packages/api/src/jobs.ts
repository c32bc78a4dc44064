import { JobRow } from '@stowage/domain/job'
import { z } from 'zod'
import { ById } from './inputs.ts'
import { todo } from './todo.ts'
import { router, userProcedure } from './trpc.ts'

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
    .query(() => todo()),

  get: userProcedure('see')
    .input(ById)
    .output(JobRow)
    .query(() => todo()),

  /** Only while the engine has not been asked yet; later the answer says that it is too late. */
  cancel: userProcedure('act')
    .input(ById)
    .output(JobRow)
    .mutation(() => todo()),
})
