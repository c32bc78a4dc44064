import { AppError } from '@stowage/domain/app-error'
import { may, type Permission } from '@stowage/domain/role'
import { initTRPC } from '@trpc/server'
import type { Context } from './context.ts'
import { namedTransport, publicError } from './error-shape.ts'
import { wire } from './wire.ts'

/** Every procedure says who may call it; the matrix test reads it from here (AZ1). */
export interface Meta {
  permission: Permission | 'public'
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: wire,
    // Never tRPC's default shape: it sends messages and stacks of unexpected errors to clients.
    errorFormatter({ shape, error }) {
      const shown = publicError(error)
      return {
        code: shape.code,
        message: shown.message,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          app: shown.code,
          details: shown.details,
          fields: shown.fields,
          errorId: shown.errorId,
        },
      }
    },
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 } },
  })

export const router = t.router

const base = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (result.ok) return result
  throw namedTransport(result.error.cause) ?? result.error
})

const publicNames = ['setup.status', 'setup.complete'] as const

/** For the two procedures that must work before anyone has an account. The name makes each use visible in review. */
export const publicProcedure = (_name: (typeof publicNames)[number]) => base.meta({ permission: 'public' })

/** A procedure for signed-in people and their tokens who hold `permission`. There is no procedure without one. */
export const userProcedure = (permission: Permission) =>
  base.meta({ permission }).use(({ ctx, next }) => {
    const { actor } = ctx
    if (!actor) throw new AppError('unauthorized', 'Sign in first.')
    if (!may(actor.role, permission)) {
      const needed = permission === 'administer' ? 'Admin' : 'Operator'
      throw new AppError('forbidden', `This needs the ${needed} role. Ask an admin.`)
    }
    return next({ ctx: { ...ctx, actor } })
  })
