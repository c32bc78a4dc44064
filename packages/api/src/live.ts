import { tracked } from '@trpc/server'
import { z } from 'zod'
import { liveChanges } from './live-changes.ts'
import { router, userProcedure } from './trpc.ts'

export const liveRouter = router({
  /**
   * What changed on the caller's hosts, at most twice a second. After a resume, or when changes were missed, one change of topic `all` says
   * to read everything again. Ends within 5 s of the session.
   */
  changes: userProcedure('see')
    .input(z.strictObject({ lastEventId: z.string().max(64).nullish() }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      const over = signal ? AbortSignal.any([signal, ctx.closing]) : ctx.closing
      let count = 0
      const resumed = typeof input?.lastEventId === 'string'
      for await (const change of liveChanges(ctx, { resumed, signal: over })) {
        count += 1
        yield tracked(`${Date.now().toString(36)}-${count}`, change)
      }
    }),
})
