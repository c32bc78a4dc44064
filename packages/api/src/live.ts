import type { LiveChange } from '@stowage/domain/list'
import { tracked } from '@trpc/server'
import { z } from 'zod'
import { router, userProcedure } from './trpc.ts'

export const liveRouter = router({
  /** What changed, at most twice a second. Resuming, or too much at once, answers one change of topic `all`. */
  changes: userProcedure('see')
    .input(z.strictObject({ lastEventId: z.string().max(64).nullish() }).optional())
    .subscription(async function* ({ input }) {
      const all: LiveChange = { topic: 'all', ids: [], hostId: null }
      if (input?.lastEventId) yield tracked('0', all)
    }),
})
