import { tracked } from '@trpc/server'
import { z } from 'zod'
import { liveChanges } from './live-changes.ts'
import { router, userProcedure } from './trpc.ts'

export const liveRouter = router({
  /**
   * What changed on the caller's hosts, at most twice a second. At the start, after a resume and when changes were missed, one change of
   * topic `all` says to read everything again. Ends within 5 s of the session.
   */
  changes: userProcedure('see')
    // Browsers that resume send it; where they left off does not matter, since every start says `all`.
    .input(z.strictObject({ lastEventId: z.string().max(64).nullish() }).optional())
    .subscription(async function* ({ ctx, signal }) {
      const over = signal ? AbortSignal.any([signal, ctx.closing]) : ctx.closing
      let count = 0
      for await (const change of liveChanges(ctx, over)) {
        count += 1
        yield tracked(`${Date.now().toString(36)}-${count}`, change)
      }
    }),
})
