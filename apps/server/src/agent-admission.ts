import { agentSession } from '@stowage/api/agent/agent-session'
import type { Database } from '@stowage/db/client'
import { AppError } from '@stowage/domain/app-error'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pathOf } from './log.ts'
import { slowLane } from './slow-lane.ts'

/** Fewer than the database has connections, so that a fleet that comes back leaves room for people and for hosts that are in. */
const greetingsAtOnce = 8
/** A report in work is some twenty times its text. The others wait unread, in the sockets of their agents, which have 40 s for it. */
const reports = { atOnce: 4, waitingMax: 500 }
/** No report keeps its place for longer, however slowly it comes: the next one begins then. */
const placeMs = 10_000

/** Whether a call names this procedure; a batch names several. */
const names = (request: FastifyRequest, procedure: string) =>
  (pathOf(request.url).split('/')[2] ?? '').split(',').includes(procedure)

/**
 * Lets agents in a few at a time, as they come all at once after a restart. A greeting too many is turned away at once and comes back by
 * the agent's own back-off (M21); a report waits. Nobody who is slow on purpose holds the others: a greeting counts once it is read, a
 * host has one place for its reports, and who has no session has none.
 */
export function admitAgents(app: FastifyInstance, { db, now }: { db: Database; now: () => Date }): void {
  let greetings = 0
  const lane = slowLane(reports)
  const inWork = new Set<string>()
  const busy = () => new AppError('unavailable', 'Many hosts come back at the same time. This one is let in when it asks again.')

  app.addHook('onRequest', async (request, reply) => {
    if (!names(request, 'report')) return
    const { authorization = null } = request.headers
    // the procedure tells why not
    const session = await agentSession({ db, authorization, now }).catch(() => null)
    if (!session) return
    if (lane.isFull() || inWork.has(session.hostId)) throw busy()
    inWork.add(session.hostId)
    const { promise: over, resolve: leave } = Promise.withResolvers<void>()
    reply.raw.once('close', () => {
      inWork.delete(session.hostId)
      leave()
    })
    await new Promise<void>((begin) => {
      void lane.run(async () => {
        begin()
        const late = setTimeout(leave, placeMs)
        await over
        clearTimeout(late)
      })
    })
  })
  app.addHook('preHandler', async (request, reply) => {
    if (!names(request, 'hello')) return
    if (greetings >= greetingsAtOnce) throw busy()
    greetings += 1
    reply.raw.once('close', () => {
      greetings -= 1
    })
  })
}
