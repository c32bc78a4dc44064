import { AppError, type AppErrorCode } from '@stowage/domain/app-error'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { z } from 'zod'
import { awayText, isDatabaseAway } from './database-away.ts'
import { errorId } from './error-id.ts'

type TransportCode = TRPCError['code']

const transportCodes: Record<AppErrorCode, TransportCode> = {
  bad_request: 'BAD_REQUEST',
  unauthorized: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  precondition: 'PRECONDITION_FAILED',
  too_large: 'PAYLOAD_TOO_LARGE',
  too_many_requests: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
}

/** The one place where our codes become transport codes. */
export const toTransport = (error: AppError): TRPCError =>
  new TRPCError({ code: transportCodes[error.code], message: error.message, cause: error })

/** HTTP status of one of our codes. */
export const httpStatusOf = (code: AppErrorCode): number =>
  getHTTPStatusCodeFromError(new TRPCError({ code: transportCodes[code] }))

/** The transport error of a failure that we can name; undefined for an unexpected one. */
export function namedTransport(cause: unknown): TRPCError | undefined {
  if (cause instanceof AppError) return toTransport(cause)
  return isDatabaseAway(cause) ? toTransport(new AppError('unavailable', awayText)) : undefined
}

export interface PublicError {
  /** For people; never a message of an unexpected error. */
  message: string
  code: AppErrorCode | 'unexpected'
  details: Record<string, unknown>
  /** Message per input field, `a.b` for nested ones; present when the input was wrong. */
  fields: Record<string, string> | null
  /** Present when the error was unexpected: the id of its line in the server's log. */
  errorId: string | null
}

/** tRPC's own refusals of a malformed call: their text holds nothing internal, but is replaced by ours all the same. */
const callTexts: Partial<Record<TransportCode, { code: AppErrorCode; message: string }>> = {
  NOT_FOUND: { code: 'not_found', message: 'No such procedure.' },
  METHOD_NOT_SUPPORTED: { code: 'bad_request', message: 'Wrong method: queries are GET, mutations are POST.' },
  UNSUPPORTED_MEDIA_TYPE: { code: 'bad_request', message: 'Send JSON with content type application/json.' },
  PAYLOAD_TOO_LARGE: { code: 'too_large', message: 'The request is too large.' },
  PARSE_ERROR: { code: 'bad_request', message: 'The request is not valid JSON.' },
  BAD_REQUEST: { code: 'bad_request', message: 'The request is malformed.' },
  CLIENT_CLOSED_REQUEST: { code: 'bad_request', message: 'The request was cancelled.' },
}

/** What may leave the server about `error`. Everything that is not ours becomes an id (WB8). */
export function publicError(error: TRPCError): PublicError {
  const { cause } = error
  if (cause instanceof AppError) {
    return { message: cause.message, code: cause.code, details: cause.details, fields: null, errorId: null }
  }
  if (cause instanceof z.ZodError && error.code === 'BAD_REQUEST') {
    const fields = fieldMessages(cause)
    return { message: firstMessage(fields), code: 'bad_request', details: {}, fields, errorId: null }
  }
  const known = callTexts[error.code]
  if (known) return { ...known, details: {}, fields: null, errorId: null }
  const id = errorId(error)
  return {
    message: `Something went wrong on the server. Try again · error ${id}`,
    code: 'unexpected',
    details: {},
    fields: null,
    errorId: id,
  }
}

function fieldMessages(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.') || '(input)'
    fields[field] ??= issue.message
  }
  return fields
}

function firstMessage(fields: Record<string, string>): string {
  const [first] = Object.entries(fields)
  if (!first) return 'The input is not valid.'
  return first[0] === '(input)' ? first[1] : `${first[0]}: ${first[1]}`
}
