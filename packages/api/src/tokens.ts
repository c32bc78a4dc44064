import { Role } from '@stowage/domain/role'
import { z } from 'zod'
import { ById, NoInput } from './inputs.ts'
import { todo } from './todo.ts'
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

export const tokensRouter = router({
  /** The caller's own tokens, newest first. */
  list: userProcedure('see')
    .input(NoInput)
    .output(z.array(TokenRow))
    .query(() => todo()),

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
    .mutation(() => todo()),

  revoke: userProcedure('see')
    .input(ById)
    .output(TokenRow)
    .mutation(() => todo()),
})
