import { AppError } from '@stowage/domain/app-error'
import { initTRPC } from '@trpc/server'
import { publicError, toTransport } from '../error-shape.ts'
import { wire } from '../wire.ts'
import { agentSession } from './agent-session.ts'
import type { AgentContext } from './context.ts'

const t = initTRPC.context<AgentContext>().create({
  transformer: wire,
  // As for people: unexpected errors leave as an id (WB8), and neither the stream nor the process ends with them (M26).
  errorFormatter({ shape, error }) {
    const { message, code: app, details, fields, errorId } = publicError(error)
    const { code, httpStatus } = shape.data
    return { code: shape.code, message, data: { code, httpStatus, app, details, fields, errorId } }
  },
})

export const router = t.router

/** For a machine that has no session yet: it brings its own proof. */
export const openProcedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (!result.ok && result.error.cause instanceof AppError) throw toTransport(result.error.cause)
  return result
})

/** For an agent in its session: `ctx.session` is its host, whatever else the input may claim (AP4). */
export const agentProcedure = openProcedure.use(async ({ ctx, next }) => {
  const session = await agentSession(ctx)
  return next({ ctx: { ...ctx, session } })
})
