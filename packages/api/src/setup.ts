import type { Prisma } from '@stowage/db/generated/client'
import { AppError } from '@stowage/domain/app-error'
import { z } from 'zod'
import type { Context } from './context.ts'
import { Email, NoInput, Password, PersonName, refuseOwnWords } from './inputs.ts'
import { newUser } from './new-user.ts'
import { hashPassword } from './password-hash.ts'
import { recordActivity } from './record-activity.ts'
import { secretTokenHash } from './secret-token.ts'
import { publicProcedure, router } from './trpc.ts'

const spent = 'This link was used or has run out. Restart the server to get a new one.'
/** Any constant: holders of this transaction lock make first admins one at a time. */
const setupLockKey = 7_420_001

const SetupInput = z.strictObject({ token: z.string().min(20).max(200), name: PersonName, email: Email, password: Password })

export const setupRouter = router({
  /** Whether the first admin is still to be made. */
  status: publicProcedure('setup.status')
    .input(NoInput)
    .output(z.object({ needed: z.boolean() }))
    .query(async ({ ctx }) => ({ needed: (await ctx.db.prisma.user.count()) === 0 })),

  /** Makes the first admin with the token of the printed link, once. */
  complete: publicProcedure('setup.complete')
    .input(SetupInput)
    .output(z.object({ email: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { prisma } = ctx.db
      refuseOwnWords(input.password, input.name, input.email)
      const tokenHash = secretTokenHash(input.token)
      // Looked up first, so that guessing costs the guesser a lookup and not this machine a password hash.
      const link = await prisma.setupLink.findUnique({ where: { tokenHash } })
      if (!link || link.expiresAt <= ctx.now()) throw new AppError('unauthorized', spent)
      const user = newUser({ ...input, role: 'admin', hostPatterns: [] }, await hashPassword(input.password))
      await prisma.$transaction(async (tx) => {
        await claim(tx, link.id, ctx)
        await tx.user.create({ data: user })
        await recordActivity(tx, 'server', {
          action: 'setup.complete',
          subjectKind: 'user',
          subjectId: user.id,
          subject: input.email,
          text: `${input.name} became the first admin with the one-time link.`,
        })
      })
      return { email: input.email }
    }),
})

async function claim(tx: Prisma.TransactionClient, linkId: string, ctx: Context): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${setupLockKey}::bigint)`
  const claimed = await tx.setupLink.updateMany({ where: { id: linkId, usedAt: null }, data: { usedAt: ctx.now() } })
  if (claimed.count === 0 || (await tx.user.count()) > 0) throw new AppError('conflict', spent)
}
