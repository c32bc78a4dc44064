import { awayText, isDatabaseAway } from '@stowage/api/database-away'
import { errorId } from '@stowage/api/error-id'
import type { PublicError } from '@stowage/api/error-shape'
import { httpStatusOf } from '@stowage/api/error-shape'
import { AppError } from '@stowage/domain/app-error'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { pathOf } from './log.ts'

const plain = (status: number): PublicError['code'] => {
  if (status === 404) return 'not_found'
  if (status === 413) return 'too_large'
  return status < 500 ? 'bad_request' : 'unexpected'
}
/** Fastify's own refusals of malformed requests; their messages hold no secrets, but ours are for people. */
const words: Record<number, string> = {
  400: 'The request is malformed.',
  404: 'There is nothing here.',
  413: 'The request is too large.',
  415: 'Send JSON with content type application/json.',
}

/** What a caller may know about any error, and its status. Unexpected ones are logged with the id that the caller sees (WB8). */
export function publicReply(error: unknown, log: FastifyBaseLogger): { status: number; shown: PublicError } {
  if (error instanceof AppError) {
    const { code, message, details } = error
    return { status: httpStatusOf(code), shown: { code, message, details, fields: null, errorId: null } }
  }
  if (isDatabaseAway(error)) return publicReply(new AppError('unavailable', awayText), log)
  const status = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  const message = words[status]
  if (message) return { status, shown: { code: plain(status), message, details: {}, fields: null, errorId: null } }
  const unexpected = error instanceof Error ? error : new Error('not an error', { cause: error })
  const id = errorId(unexpected)
  log.error({ err: unexpected, errorId: id }, `error ${id}`)
  const text = `Something went wrong on the server. Try again · error ${id}`
  return { status: 500, shown: { code: 'unexpected', message: text, details: {}, fields: null, errorId: id } }
}

/** Sends an error in the form that the path's clients read: tRPC's envelope below /trpc and /agent, plain JSON elsewhere. */
export function sendPublicError(request: FastifyRequest, reply: FastifyReply, status: number, shown: PublicError): FastifyReply {
  const retryAfter = shown.details.retryAfterSeconds
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter))
  reply.code(status).type('application/json; charset=utf-8')
  if (!/^\/(trpc|agent)\//.test(pathOf(request.url))) return reply.send(shown)
  const { code, message, details, fields, errorId: id } = shown
  const data = { code: 'BAD_REQUEST', httpStatus: status, app: code, details, fields, errorId: id }
  return reply.send({ error: { json: { message, code: -32600, data } } })
}
