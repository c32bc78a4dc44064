import { ActivityRow } from '@stowage/domain/activity'
import { z } from 'zod'
import { activityWhere } from './activity-where.ts'
import { router, userProcedure } from './trpc.ts'
import { visibleHostIds } from './visible-hosts.ts'

export const activityRouter = router({
  /** Newest first. `before`: `seq` of the last row of the page before. Words of `q` are all found in text, subject, host, actor or action. */
  list: userProcedure('see')
    .input(
      z.strictObject({
        q: z.string().max(1000).default(''),
        before: z.number().int().positive().optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(ActivityRow), more: z.boolean() }))
    .query(async ({ ctx: { db, actor }, input }) => {
      const visible = await visibleHostIds(db.prisma, actor)
      const found = await db.prisma.activity.findMany({
        where: {
          AND: [
            activityWhere(input.q),
            input.before ? { seq: { lt: input.before } } : {},
            // Records without a host are about people, tokens and the server: whoever sees only some hosts sees their own of those.
            visible ? { OR: [{ hostId: { in: visible } }, { hostId: null, actorId: actor.userId }] } : {},
          ],
        },
        orderBy: { seq: 'desc' },
        take: input.limit + 1,
      })
      const rows = found.slice(0, input.limit).map((row) => ActivityRow.parse({ ...row, seq: Number(row.seq) }))
      return { rows, more: found.length > input.limit }
    }),
})
