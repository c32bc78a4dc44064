import { TRPCClientError } from '@trpc/client'

/**
 * `unauthorized`: the session is gone, say hello again. `revoked`: the server itself says that this host is out. `tooLarge`: send less.
 * `refused`: the server understood and will not. `unreachable`: no answer worth the name, which a proxy's page of any status is, too.
 */
export type LinkErrorKind = 'unauthorized' | 'revoked' | 'tooLarge' | 'refused' | 'unreachable'

export class LinkError extends Error {
  readonly kind: LinkErrorKind

  constructor(kind: LinkErrorKind, message: string) {
    super(message)
    this.name = 'LinkError'
    this.kind = kind
  }
}

const refusals = new Set(['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED', 'UNPROCESSABLE_CONTENT'])

const responseStatus = (meta: Record<string, unknown> | undefined): number | null => {
  const response = meta?.response
  return response && typeof response === 'object' && 'status' in response && typeof response.status === 'number'
    ? response.status
    : null
}

/** The meaning of a failed call. Only an answer in the server's own form can revoke: a proxy's 403 must not end a fleet. */
export function linkError(error: unknown): LinkError {
  if (error instanceof LinkError) return error
  if (!(error instanceof TRPCClientError)) return new LinkError('unreachable', reason(error))
  if (error.cause instanceof LinkError) return error.cause
  const data: unknown = error.data
  const code = data && typeof data === 'object' && 'code' in data ? data.code : null
  if (code === 'UNAUTHORIZED') return new LinkError('unauthorized', error.message)
  if (code === 'FORBIDDEN') return new LinkError('revoked', error.message)
  if (code === 'PAYLOAD_TOO_LARGE' || responseStatus(error.meta) === 413) return new LinkError('tooLarge', error.message)
  if (typeof code === 'string' && refusals.has(code)) return new LinkError('refused', error.message)
  return new LinkError('unreachable', reason(error))
}

/** tRPC keeps the reason, such as a certificate that does not verify, in the cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const inner = error.cause instanceof Error ? reason(error.cause) : null
  if (!inner || inner === error.message) return error.message
  return error.message === 'fetch failed' ? inner : `${error.message}: ${inner}`
}
