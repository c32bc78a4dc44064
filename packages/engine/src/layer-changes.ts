import type { Tree } from '@stowage/domain/reading'
import type { EngineCall } from './engine-call.ts'
import { engineChanges } from './engine-changes.ts'
import { describeLayer, type LayerHost, type LayerOptions } from './layer-host.ts'
import { layerPlace } from './layer-place.ts'
import { walkedChanges } from './walked-changes.ts'

/**
 * What a container changed against its image: by a walk with all sizes where this process can read the layer, else as the engine tells.
 * @returns null when the container is gone
 * @throws EngineError
 */
export async function layerChanges(
  call: EngineCall,
  containerId: string,
  host: LayerHost,
  options: LayerOptions = {},
): Promise<Tree | null> {
  const inspect = await describeLayer(call, containerId, false)
  if (!inspect) return null
  const place = host.isLocal ? await layerPlace(inspect) : null
  const tree = place && (await walkedChanges(place, { ...options, deadlineMs: host.walkMs }).catch(() => null))
  return tree ?? (await engineChanges(call, inspect, options.signal))
}
