import type { ReadingKind, Tree } from '@stowage/domain/reading'

/** `bytes` and `files` were found; `tree` for contents and changes. The figure of a size is in the inventory before its reader answers. */
export type ReadingAnswer = { bytes: number | null; files: number | null; tree: Tree | null }

export type ReadingContext = {
  /** Nobody waits any more: end what was begun and answer whatever. */
  signal: AbortSignal
  /** When it was asked, by the agent's clock of elapsed time: what was begun later serves as well. */
  askedMs: number
  /** What was counted so far. May be called as often as one likes. */
  onCount: (bytes: number | null, files: number | null) => void
}

/**
 * Looks at one volume (by name) or container (by engine id).
 * @throws ReadingFailure and EngineError, whose words people read
 */
export type Reader = (subject: string, context: ReadingContext) => Promise<ReadingAnswer>
export type Readers = Record<ReadingKind, Reader>

/** Why nothing was found, in words for people. */
export class ReadingFailure extends Error {
  override readonly name = 'ReadingFailure'
}
