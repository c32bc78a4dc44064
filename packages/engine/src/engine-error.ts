import type { ErrorReason } from './error-reason.ts'

/**
 * `unreachable`: no connection, or it broke. `timeout`: the call's deadline passed. `status`: the engine answered with an error status.
 * `reply`: it answered with something that is not what its API promises, or with too much. `version`: no API version in common.
 */
export type EngineErrorKind = 'unreachable' | 'timeout' | 'status' | 'reply' | 'version'

/** What the engine's answer said before anything of it was hidden or cut. */
export type EngineAnswer = { statusCode: number; reason: ErrorReason | null; containerIds: readonly string[] }

/** A failed call to an engine. `message` is the engine's own text or ours, redacted and capped: for people, never for decisions (H9). */
export class EngineError extends Error {
  readonly kind: EngineErrorKind
  /** The engine's HTTP status; null unless `kind` is `status`. Decide by this (A12). */
  readonly statusCode: number | null
  /** What its words added to the status, null when nothing that matters. */
  readonly reason: ErrorReason | null
  /** The containers that it named. */
  readonly containerIds: readonly string[]

  constructor(kind: EngineErrorKind, message: string, answer: EngineAnswer | null = null) {
    super(message)
    this.name = 'EngineError'
    this.kind = kind
    this.statusCode = answer?.statusCode ?? null
    this.reason = answer?.reason ?? null
    this.containerIds = answer?.containerIds ?? []
  }
}
