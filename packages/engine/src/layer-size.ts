import type { EngineFact, LayerFact } from '@stowage/domain/facts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { parseReply } from './parse-reply.ts'
import { ContainerReply } from './replies.ts'
import { segment } from './url-segment.ts'

/** An empty layer's own directory on the containerd store (W3). */
const emptySnapshotBytes = 4096

type LayerAnswer = { SizeRw?: number | null; SizeRootFs?: number | null }

/**
 * Bytes of a writable layer from an answer for which the size was asked. A list or df leaves 0 out; an inspect shows it, so its absence
 * means that nobody measured (W6, B4).
 */
export function layerBytes(
  answer: LayerAnswer,
  from: 'inspect' | 'list',
  storeKind: EngineFact['storeKind'],
): { bytes: number | null; reason: string | null } {
  const size = answer.SizeRw ?? (from === 'list' ? 0 : null)
  const unknown = (reason: string) => ({ bytes: null, reason })
  if (size === null) return unknown('the engine reported no size')
  if (size < 0) return unknown('the engine could not measure this layer')
  if (from === 'inspect' && size === 0 && answer.SizeRootFs === 0) return unknown('the engine could not find this layer')
  if (storeKind === 'containerd' && size === emptySnapshotBytes) return { bytes: 0, reason: null }
  return { bytes: Math.round(size), reason: null }
}

/**
 * Measures one container's writable layer: slow on large layers, and one failure concerns one container only (W5).
 * @returns null when the container is gone; a failure is the fact's `reason`
 * @throws EngineError `unreachable`
 */
export async function layerSize(
  call: EngineCall,
  containerId: string,
  storeKind: EngineFact['storeKind'],
): Promise<LayerFact | null> {
  const measured = (size: { bytes: number | null; reason: string | null }): LayerFact => ({
    containerId,
    ...size,
    partial: false,
    files: null,
    lostBytes: null,
    lostPaths: [],
    logBytes: null,
    logReason: null,
    measure: storeKind === 'containerd' ? 'allocated' : 'apparent',
    measuredAt: new Date().toISOString(),
  })
  try {
    const path = `/containers/${segment(containerId)}/json`
    const reply = await call({ method: 'GET', path, query: { size: '1' }, deadline: 'layer', pool: 'measure' })
    return measured(layerBytes(parseReply(ContainerReply, reply, 'description of a container'), 'inspect', storeKind))
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind === 'unreachable') throw error
    if (error.statusCode === 404) return null
    return measured({ bytes: null, reason: error.message })
  }
}
