import { recordActivity } from '@stowage/api/record-activity'
import type { Database } from '@stowage/db/client'
import { AppError } from '@stowage/domain/app-error'
import type { FastifyInstance } from 'fastify'
import { crossSiteRefusal } from './cross-site.ts'
import { sendPublicError } from './error-reply.ts'
import { pathOf } from './log.ts'
import { checkJson } from './safe-json.ts'

/** Records of refusals that a stranger can cause: at most so many a minute, so that nobody fills the database from outside. */
const recordsPerMinute = 60

type Options = { db: Database; publicUrl: string | null; now: () => Date }

/** What every call of people's routes passes before its handler. */
export function apiGuard(app: FastifyInstance, { db, publicUrl, now }: Options): void {
  let minute = 0
  let records = 0
  const mayRecord = () => {
    const current = Math.floor(now().getTime() / 60_000)
    if (current !== minute) records = 0
    minute = current
    records += 1
    return records <= recordsPerMinute
  }

  app.addHook('onRequest', async (request, reply) => {
    const refusal = crossSiteRefusal(request, publicUrl)
    if (!refusal) return
    const subject = pathOf(request.url).slice(0, 200)
    const details = { method: request.method, origin: request.headers.origin?.slice(0, 200) ?? null, address: request.ip }
    request.log.warn({ ...details, path: subject }, 'csrf_refused')
    if (mayRecord()) {
      const text = `Refused: ${refusal.message}`
      await recordActivity(db.prisma, 'outside', {
        action: 'csrf_refused',
        subjectKind: 'server',
        subjectId: null,
        subject,
        result: 'denied',
        text,
        details,
      })
    }
    const shown = { code: 'forbidden', message: refusal.message, details: {}, fields: null, errorId: null } as const
    return sendPublicError(request, reply, refusal.status, shown)
  })

  app.addHook('preHandler', async (request) => {
    const { query } = request
    if (typeof query !== 'object' || query === null || !('input' in query)) return
    if (typeof query.input !== 'string') throw new AppError('bad_request', 'There is more than one input.')
    checkJson(query.input)
  })
}

/** While the server starts or its database is away, callers are told so at once and come back. */
export function refuseUntilReady(app: FastifyInstance, isReady: () => boolean): void {
  app.addHook('onRequest', async () => {
    if (!isReady())
      throw new AppError('unavailable', 'The server is starting or its database does not answer. Try again in a moment.')
  })
}
