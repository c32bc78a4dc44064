import type { EngineFact } from '@stowage/domain/facts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { parseReply } from './parse-reply.ts'
import { ContainerReply } from './replies.ts'
import { segment } from './url-segment.ts'

/** What must be known of the engine to look at its layers. `isLocal`: its paths are this machine's. */
export type LayerHost = { storeKind: EngineFact['storeKind']; dataRoot: string; isLocal: boolean; walkMs: number }

export type LayerOptions = {
  /** Ends what was begun; the answer is then of no use. */
  signal?: AbortSignal
  /** What was counted so far; may be called very often. */
  onCount?: (bytes: number | null, files: number | null) => void
}

/**
 * A container as the engine describes it, with the size of its layer where that is asked for, which takes long.
 * @returns null when it is gone
 * @throws EngineError
 */
export async function describeLayer(call: EngineCall, containerId: string, isSizeAsked: boolean): Promise<ContainerReply | null> {
  const path = `/containers/${segment(containerId)}/json`
  const asked = isSizeAsked
    ? ({ query: { size: '1' }, deadline: 'layer', pool: 'measure' } as const)
    : ({ deadline: 'read' } as const)
  try {
    return parseReply(ContainerReply, await call({ method: 'GET', path, ...asked }), 'description of a container')
  } catch (error) {
    if (error instanceof EngineError && error.statusCode === 404) return null
    throw error
  }
}
