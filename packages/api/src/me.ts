import { AppError } from '@stowage/domain/app-error'
import { Role } from '@stowage/domain/role'
import { z } from 'zod'
import { NoInput, Password, refuseOwnWords } from './inputs.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { recordActivity } from './record-activity.ts'
import { requireSession } from './require-session.ts'
import { admitSignIn, clearSignInFailures } from './sign-in-backoff.ts'
import { router, userProcedure } from './trpc.ts'

const Me = z.object({
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
    .mutation(async ({ ctx, input }) => {
      const { actor } = ctx
      const { prisma } = ctx.db
      requireSession(actor, 'change a password')
      refuseOwnWords(input.next, actor.name, actor.email)
      await admitSignIn(prisma, actor.email, ctx.now())
      const account = await prisma.account.findFirst({ where: { userId: actor.userId, providerId: 'credential' } })
      if (!account || !(await verifyPassword(input.current, account.password ?? ''))) {
        throw new AppError('bad_request', 'The current password is not right.')
      }
      const password = await hashPassword(input.next)
      await clearSignInFailures(prisma, actor.email)
      return prisma.$transaction(async (tx) => {
        await tx.account.update({ where: { id: account.id }, data: { password } })
        const ended = await tx.session.deleteMany({ where: { userId: actor.userId } })
        await recordActivity(tx, actor, {
          action: 'user.password',
          subjectKind: 'user',
          subjectId: actor.userId,
          subject: actor.email,
          text: `${actor.name} changed the password; ${ended.count} sessions ended.`,
        })
        return { sessionsEnded: ended.count }
      })
    }),
})
