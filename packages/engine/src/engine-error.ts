/**
 * `unreachable`: no connection, or it broke. `timeout`: the call's deadline passed. `status`: the engine answered with an error status.
 * `reply`: it answered with something that is not what its API promises, or with too much. `version`: no API version in common.
 */
export type EngineErrorKind = 'unreachable' | 'timeout' | 'status' | 'reply' | 'version'

/** A failed call to an engine. `message` is the engine's own text or ours, redacted and capped; never parse it for decisions (H9). */
export class EngineError extends Error {
  readonly kind: EngineErrorKind
  /** The engine's HTTP status; null unless `kind` is `status`. Decide by this (A12). */
  readonly statusCode: number | null

  constructor(kind: EngineErrorKind, message: string, statusCode: number | null = null) {
    super(message)
    this.name = 'EngineError'
    this.kind = kind
    this.statusCode = statusCode
  }
}
