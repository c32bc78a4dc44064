import { AppError } from '@stowage/domain/app-error'
import type { FastifyInstance } from 'fastify'
import { pathOf } from './log.ts'

/** Fewer than the database has connections, so that a fleet that comes back leaves room for people and for hosts that are in. */
const greetingsAtOnce = 8

/**
 * Lets hosts in a few at a time: after a restart all of them greet at once, and one that is told so at once comes back by its own back-off
 * instead of waiting in a queue (M21).
 */
export function admitAgents(app: FastifyInstance): void {
  let greetings = 0
  app.addHook('onRequest', async (request, reply) => {
    if (!pathOf(request.url).startsWith('/agent/hello')) return
    if (greetings >= greetingsAtOnce)
      throw new AppError('unavailable', 'Many hosts come back at the same time. This one is let in when it asks again.')
    greetings += 1
    reply.raw.once('close', () => {
      greetings -= 1
    })
  })
}
