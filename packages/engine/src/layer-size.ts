import type { EngineFact, LayerFact } from '@stowage/domain/facts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { describeLayer, type LayerHost, type LayerOptions } from './layer-host.ts'
import { type LayerPlace, layerPlace } from './layer-place.ts'
import { walkLayer } from './layer-walk.ts'
import { type LogSize, logSize } from './log-size.ts'
import { LostData } from './lost-data.ts'
import type { WalkOptions } from './walk-files.ts'
import { wholeBytes } from './whole-bytes.ts'

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
  return { bytes: wholeBytes(size), reason: null }
}

type Measured = Pick<LayerFact, 'bytes' | 'reason' | 'partial' | 'files' | 'lostBytes' | 'lostPaths'>
const nothingRead = { partial: false, files: null, lostBytes: null, lostPaths: [] }

/** Bytes as SizeRw counts them: apparent, without directories, a file with several names once (W4). */
async function walkedSize(place: LayerPlace, options: LayerOptions & WalkOptions): Promise<Measured> {
  const lost = new LostData()
  const counted = { bytes: 0, files: 0 }
  const { partial } = await walkLayer(place, options, (entry) => {
    lost.add(entry)
    if (entry.type === 'directory' || entry.change === 'deleted') return
    counted.bytes += entry.bytes
    counted.files++
    options.onCount?.(wholeBytes(counted.bytes), counted.files)
  })
  const { bytes, files } = counted
  return { bytes: wholeBytes(bytes), reason: null, partial, files, lostBytes: wholeBytes(lost.bytes), lostPaths: lost.paths() }
}

/**
 * Measures one container's writable layer: by a walk where this process can read it, else by the engine, which walks the image too on
 * some drivers (W4). One failure concerns one container only (W5).
 * @returns null when the container is gone; a failure is the fact's `reason`
 * @throws EngineError `unreachable`
 */
export async function layerSize(
  call: EngineCall,
  containerId: string,
  host: LayerHost,
  options: LayerOptions = {},
): Promise<LayerFact | null> {
  const measured = (size: Measured, log: LogSize): LayerFact => ({
    containerId,
    ...size,
    ...log,
    measure: host.storeKind === 'containerd' ? 'allocated' : 'apparent',
    measuredAt: new Date().toISOString(),
  })
  let log: LogSize = { logBytes: null, logReason: 'the engine did not describe this container' }
  try {
    const inspect = await describeLayer(call, containerId, false)
    if (!inspect) return null
    log = await logSize(inspect, host.dataRoot, host.isLocal)
    const place = host.isLocal ? await layerPlace(inspect) : null
    // a layer that goes away under the walk goes with its container, which the engine then tells
    const walked = place && (await walkedSize(place, { ...options, deadlineMs: host.walkMs }).catch(() => null))
    if (walked) return measured(walked, log)
    const asked = await describeLayer(call, containerId, true)
    return asked && measured({ ...nothingRead, ...layerBytes(asked, 'inspect', host.storeKind) }, log)
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind === 'unreachable') throw error
    return measured({ ...nothingRead, bytes: null, reason: error.message }, log)
  }
}
