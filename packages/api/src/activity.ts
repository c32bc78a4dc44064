import { activityRows } from '@stowage/db/lists/activity-list'
import { ActivityRow } from '@stowage/domain/activity'
import { z } from 'zod'
import { router, userProcedure } from './trpc.ts'
import { viewerOf } from './visible-hosts.ts'

export const activityRouter = router({
  /** Newest first. `before`: `seq` of the last row of the page before. */
  list: userProcedure('see')
    .input(
      z.strictObject({
        q: z.string().max(1000).default(''),
        before: z.number().int().positive().optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(ActivityRow), more: z.boolean() }))
    .query(async ({ ctx, input }) => activityRows(ctx.db, await viewerOf(ctx), input)),
})
