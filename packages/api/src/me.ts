import { Role } from '@stowage/domain/role'
import { z } from 'zod'
import { NoInput, Password } from './inputs.ts'
import { todo } from './todo.ts'
import { router, userProcedure } from './trpc.ts'

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  hostPatterns: z.array(z.string()),
  via: z.enum(['web', 'cli']),
})

export const meRouter = router({
  get: userProcedure('see')
    .input(NoInput)
    .output(Me)
    .query(({ ctx: { actor } }) => ({
      id: actor.userId,
      name: actor.name,
      email: actor.email,
      role: actor.role,
      hostPatterns: actor.hostPatterns,
      via: actor.via,
    })),

  /** Ends every session of this person, the calling one included: sign in again with the new password. */
  changePassword: userProcedure('see')
    .input(z.strictObject({ current: z.string().max(1024), next: Password }))
    .output(z.object({ sessionsEnded: z.number() }))
    .mutation(() => todo()),
})
