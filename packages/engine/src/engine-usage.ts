import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineFact, EngineUsage } from '@stowage/domain/facts'
import { atLeast } from './api-version.ts'
import { mapBounded } from './bounded.ts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { parseReply } from './parse-reply.ts'
import { UsageReply } from './replies.ts'
import { wholeBytes } from './whole-bytes.ts'

export type UsageHost = Pick<EngineFact, 'storageDriver' | 'dataRoot'> & { isLocal: boolean }

const onlyAll = 'this engine tells it only with a measurement of everything, which Stowage does not ask for'
const notTold = 'the engine did not tell it'
const filesAtOnce = 8

type Part = { bytes: number | null; reason: string | null }
const part = (bytes: number | null | undefined): Part =>
  typeof bytes === 'number' && bytes >= 0 ? { bytes: wholeBytes(bytes), reason: null } : { bytes: null, reason: notTold }
const usage = (images: Part, buildCache: Part): EngineUsage => ({
  imageBytes: images.bytes,
  imageReason: images.reason,
  buildCacheBytes: buildCache.bytes,
  buildCacheReason: buildCache.reason,
})

/** Both shapes of the answer (M2). Parts of the build cache that images hold too are counted there. Pure. */
export function usageOf(reply: UsageReply): EngineUsage {
  const ownParts = reply.BuildCache?.filter(({ Shared }) => !Shared).reduce((sum, { Size }) => sum + (Size ?? 0), 0)
  const cache = reply.BuildCacheUsage ? (reply.BuildCacheUsage.TotalSize ?? 0) : ownParts
  const images = reply.ImageUsage ? (reply.ImageUsage.TotalSize ?? 0) : reply.LayersSize
  return usage(part(images), part(cache))
}

/** The engine writes down the size of each image layer once: what `docker system df` adds up below API 1.42. */
async function layerSizes({ dataRoot, storageDriver }: UsageHost): Promise<Part> {
  const directory = join(dataRoot, 'image', storageDriver, 'layerdb', 'sha256')
  try {
    const sizes = await mapBounded(await readdir(directory), filesAtOnce, async (name) => {
      const text = await readFile(join(directory, name, 'size'), 'utf8').catch(() => '0')
      return Number(text)
    })
    return part(sizes.reduce((sum, size) => sum + size, 0))
  } catch {
    return { bytes: null, reason: onlyAll }
  }
}

/**
 * What images and build cache take. Rarely asked for: the engine may have to look at every image. Below API 1.42 a df cannot be asked
 * for a part (B11), so the sizes are read from the data root where this process sees it.
 * @throws EngineError `unreachable`
 */
export async function engineUsage(call: EngineCall, apiVersion: string, host: UsageHost): Promise<EngineUsage> {
  if (!atLeast(apiVersion, '1.42')) {
    return usage(host.isLocal ? await layerSizes(host) : { bytes: null, reason: onlyAll }, { bytes: null, reason: onlyAll })
  }
  try {
    const request = { path: '/system/df', query: { type: ['image', 'build-cache'] } }
    const reply = await call({ method: 'GET', ...request, deadline: 'sizes', pool: 'measure', bytesMax: 64 * 1024 * 1024 })
    return usageOf(parseReply(UsageReply, reply, 'disk usage'))
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind === 'unreachable') throw error
    const failed = { bytes: null, reason: error.message }
    return usage(failed, failed)
  }
}
