/** Why a request failed, as a closed list. Mapped to transport codes in one place of the API. */
export type AppErrorCode =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition'
  | 'too_large'
  | 'too_many_requests'
  | 'unavailable'

/** `message` is for people: what happened, what it means, what to do next. */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly details: Record<string, unknown>
  constructor(code: AppErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}
