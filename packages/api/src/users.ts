import type { Prisma, User } from '@stowage/db/generated/client'
import { AppError } from '@stowage/domain/app-error'
import { Role } from '@stowage/domain/role'
import { z } from 'zod'
import type { UserContext } from './context.ts'
import { Email, HostPatterns, NoInput, Password, PersonName, refuseOwnWords } from './inputs.ts'
import { newUser } from './new-user.ts'
import { hashPassword } from './password-hash.ts'
import { recordActivity } from './record-activity.ts'
import { requireSession } from './require-session.ts'
import { router, userProcedure } from './trpc.ts'
import { isUniqueViolation } from './unique-violation.ts'

export const UserRow = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  /** Empty = every host. */
  hostPatterns: z.array(z.string()),
  createdAt: z.date(),
  disabledAt: z.date().nullable(),
})
export type UserRow = z.infer<typeof UserRow>

const id = z.string().min(1).max(100)
const rowOf = (user: User): UserRow => UserRow.parse(user)

/** Every change of rights ends the person's sessions. The last admin who sees every host cannot be taken away. */
export const usersRouter = router({
  list: userProcedure('administer')
    .input(NoInput)
    .output(z.array(UserRow))
    .query(async ({ ctx }) => (await ctx.db.prisma.user.findMany({ orderBy: { email: 'asc' } })).map(rowOf)),

  create: userProcedure('administer')
    .input(
      z.strictObject({ name: PersonName, email: Email, password: Password, role: Role, hostPatterns: HostPatterns.default([]) }),
    )
    .output(UserRow)
    .mutation(async ({ ctx, input }) => {
      requireFullAdmin(ctx)
      refuseOwnWords(input.password, input.name, input.email)
      const data = newUser(input, await hashPassword(input.password))
      try {
        return await ctx.db.prisma.$transaction(async (tx) => {
          const user = await tx.user.create({ data })
          await recordActivity(
            tx,
            ctx.actor,
            entryFor(user, 'user.create', `${ctx.actor.name} made ${user.email}, ${user.role}.`),
          )
          return rowOf(user)
        })
      } catch (error) {
        if (isUniqueViolation(error)) throw new AppError('conflict', `${input.email} has an account already.`)
        throw error
      }
    }),

  setRole: userProcedure('administer')
    .input(z.strictObject({ id, role: Role }))
    .output(UserRow)
    .mutation(({ ctx, input }) => change(ctx, input.id, { role: input.role }, 'user.role', `is now ${input.role}`)),

  setDisabled: userProcedure('administer')
    .input(z.strictObject({ id, disabled: z.boolean() }))
    .output(UserRow)
    .mutation(({ ctx, input }) =>
      change(
        ctx,
        input.id,
        { disabledAt: input.disabled ? ctx.now() : null },
        input.disabled ? 'user.disable' : 'user.enable',
        input.disabled ? 'cannot sign in any more' : 'can sign in again',
      ),
    ),

  setHosts: userProcedure('administer')
    .input(z.strictObject({ id, hostPatterns: HostPatterns }))
    .output(UserRow)
    .mutation(({ ctx, input }) =>
      change(
        ctx,
        input.id,
        { hostPatterns: input.hostPatterns },
        'user.hosts',
        input.hostPatterns.length === 0 ? 'sees every host' : `sees the hosts ${input.hostPatterns.join(', ')}`,
      ),
    ),
})

/** People are not of a host: an admin of some hosts could otherwise make one of all. */
function requireFullAdmin({ actor }: UserContext): void {
  requireSession(actor, 'manage people')
  if (actor.hostPatterns.length > 0) throw new AppError('forbidden', 'Only an admin of every host can manage people.')
}

async function change(
  ctx: UserContext,
  userId: string,
  data: Prisma.UserUpdateInput,
  action: string,
  says: string,
): Promise<UserRow> {
  requireFullAdmin(ctx)
  return ctx.db.prisma.$transaction(async (tx) => {
    // Two admins who demote each other at once would leave none: changes of rights are made one at a time.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(7420002::bigint)`
    const known = await tx.user.count({ where: { id: userId } })
    if (known === 0) throw new AppError('not_found', 'No person with this id.')
    const user = await tx.user.update({ where: { id: userId }, data })
    const admins = await tx.user.count({ where: { role: 'admin', disabledAt: null, hostPatterns: { isEmpty: true } } })
    if (admins === 0) throw new AppError('conflict', 'Someone has to remain who is an admin of every host.')
    await tx.session.deleteMany({ where: { userId } })
    await recordActivity(tx, ctx.actor, entryFor(user, action, `${ctx.actor.name}: ${user.email} ${says}.`))
    return rowOf(user)
  })
}

const entryFor = (user: User, action: string, text: string) => ({
  action,
  subjectKind: 'user' as const,
  subjectId: user.id,
  subject: user.email,
  text,
})
