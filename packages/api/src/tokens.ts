import { AppError } from '@stowage/domain/app-error'
import { may, Role } from '@stowage/domain/role'
import { z } from 'zod'
import { ById, NoInput } from './inputs.ts'
import { recordActivity } from './record-activity.ts'
import { requireSession } from './require-session.ts'
import { newSecretToken } from './secret-token.ts'
import { router, userProcedure } from './trpc.ts'

export const TokenRow = z.object({
  id: z.string(),
  name: z.string(),
  /** What the token may do at most; never more than its owner. */
  role: Role,
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
})
export type TokenRow = z.infer<typeof TokenRow>

const dayMs = 86_400_000
const tokensMax = 50

export const tokensRouter = router({
  /** The caller's own tokens, newest first. */
  list: userProcedure('see')
    .input(NoInput)
    .output(z.array(TokenRow))
    .query(async ({ ctx }) => {
      const tokens = await ctx.db.prisma.apiToken.findMany({
        where: { userId: ctx.actor.userId },
        orderBy: { createdAt: 'desc' },
      })
      return tokens.map((token) => TokenRow.parse(token))
    }),

  /** `token` is shown this once; only its hash is kept. */
  create: userProcedure('see')
    .input(
      z.strictObject({
        name: z.string().trim().min(1, 'Enter a name.').max(100),
        role: Role,
        /** null = until revoked. */
        expiresInDays: z.number().int().min(1).max(3650).nullable().default(90),
      }),
    )
    .output(TokenRow.extend({ token: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { actor } = ctx
      requireSession(actor, 'make tokens')
      if (rank(input.role) > rank(actor.role))
        throw new AppError('forbidden', `Your role is ${actor.role}; a token cannot have more.`)
      const { token, hash } = newSecretToken('stw_')
      const { name, role, expiresInDays } = input
      const expiresAt = expiresInDays === null ? null : new Date(ctx.now().getTime() + expiresInDays * dayMs)
      const row = await ctx.db.prisma.$transaction(async (tx) => {
        const live = await tx.apiToken.count({ where: { userId: actor.userId, revokedAt: null } })
        if (live >= tokensMax) throw new AppError('conflict', `You have ${tokensMax} tokens. Revoke one first.`)
        const made = await tx.apiToken.create({ data: { name, role, expiresAt, tokenHash: hash, userId: actor.userId } })
        await recordActivity(tx, actor, {
          action: 'token.create',
          subjectKind: 'token',
          subjectId: made.id,
          subject: name,
          text: `${actor.name} made the API token ${name}, ${role}.`,
        })
        return made
      })
      return { ...TokenRow.parse(row), token }
    }),

  revoke: userProcedure('see')
    .input(ById)
    .output(TokenRow)
    .mutation(async ({ ctx, input }) => {
      const { actor } = ctx
      requireSession(actor, 'revoke tokens')
      return ctx.db.prisma.$transaction(async (tx) => {
        const known = await tx.apiToken.findFirst({ where: { id: input.id, userId: actor.userId } })
        if (!known) throw new AppError('not_found', 'No token with this id.')
        if (known.revokedAt) return TokenRow.parse(known)
        const row = await tx.apiToken.update({ where: { id: known.id }, data: { revokedAt: ctx.now() } })
        await recordActivity(tx, actor, {
          action: 'token.revoke',
          subjectKind: 'token',
          subjectId: row.id,
          subject: row.name,
          text: `${actor.name} revoked the API token ${row.name}.`,
        })
        return TokenRow.parse(row)
      })
    }),
})

const rank = (role: Role): number => [may(role, 'see'), may(role, 'act'), may(role, 'administer')].filter(Boolean).length
