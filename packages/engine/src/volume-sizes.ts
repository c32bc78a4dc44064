import type { SizeFact, VolumeFact } from '@stowage/domain/facts'
import { atLeast } from './api-version.ts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { parseReply } from './parse-reply.ts'
import { DiskUsageReply } from './replies.ts'

/**
 * `skipped`: the engine is measuring for somebody else already (M1); keep the old values and ask later. `error`: nothing was
 * measured.
 */
export type SizeListing = { status: 'ok' | 'skipped' | 'error'; items: SizeFact[]; error: string | null }

type Measured = Pick<VolumeFact, 'name' | 'kind' | 'driver' | 'options'>

/** Why a size is unknown; the closed list that the screens know. */
export const sizeReasons = {
  notYet: 'not measured yet',
  remote: 'this engine reports no size for NFS, CIFS, tmpfs or path volumes',
  driver: 'the driver reports none',
  permission: 'no permission',
  deadline: 'gave up after 10 min',
  silent: 'its files did not answer',
  gone: 'its data directory is gone',
  notDirectory: 'its data directory is a link or a file',
  unreadable: 'not all of its files could be read',
  links: 'too many of its files have several names',
  wholeFileSystem: 'only the whole file system behind it can be measured',
} as const

function unknownReason(volume: Measured, isListed: boolean): string {
  if (volume.kind === 'plugin') return sizeReasons.driver
  // any option at all takes a volume out of df (V2)
  if (Object.keys(volume.options).length > 0) return sizeReasons.remote
  return isListed ? sizeReasons.driver : sizeReasons.notYet
}

/** Sizes from a df answer of either shape (B11). A volume that it lacks or measures as -1 is unknown, never 0 (A24, A25). Pure. */
export function sizeFacts(reply: DiskUsageReply, volumes: readonly Measured[], measuredAt: string): SizeFact[] {
  const sizes = new Map<string, number | null>()
  for (const item of [...(reply.Volumes ?? []), ...(reply.VolumeUsage?.Items ?? [])]) {
    // verbose answers leave out zeros (M2), so a present UsageData without Size is an empty volume
    const size = item.UsageData ? (item.UsageData.Size ?? 0) : null
    const isKnown = size !== null && size >= 0
    // a sparse file may claim more than a number can hold
    sizes.set(item.Name, isKnown ? Math.min(Math.round(size), Number.MAX_SAFE_INTEGER) : (sizes.get(item.Name) ?? null))
  }
  return volumes.map((volume) => {
    const bytes = sizes.get(volume.name) ?? null
    const reason = bytes === null ? unknownReason(volume, sizes.has(volume.name)) : null
    return {
      name: volume.name,
      bytes,
      partial: false,
      atMostBytes: null,
      apparentBytes: bytes,
      files: null,
      newestWriteAt: null,
      reason,
      basis: 'apparent',
      method: bytes === null ? null : 'engine',
      measuredAt,
    }
  })
}

/**
 * One pass of `/system/df` over the engine's volumes: seconds to minutes of disk work for the host, so never on a page load (M3).
 * `volumes` are those to answer for. Below API 1.42 the engine also walks images and containers: `type` is ignored there (B11).
 */
export async function volumeSizes(call: EngineCall, apiVersion: string, volumes: readonly Measured[]): Promise<SizeListing> {
  if (volumes.length === 0) return { status: 'ok', items: [], error: null }
  const query: Record<string, string> = {}
  if (atLeast(apiVersion, '1.42')) query.type = 'volume'
  if (atLeast(apiVersion, '1.52')) query.verbose = '1'
  try {
    const reply = await call({
      method: 'GET',
      path: '/system/df',
      query,
      deadline: 'sizes',
      pool: 'measure',
      bytesMax: 64 * 1024 * 1024,
    })
    const usage = parseReply(DiskUsageReply, reply, 'disk usage')
    // a walk that was cancelled leaves no list at all (V6)
    const isListExpected = volumes.some((volume) => volume.driver === 'local' && Object.keys(volume.options).length === 0)
    if (isListExpected && !usage.Volumes && !usage.VolumeUsage)
      return { status: 'error', items: [], error: 'The engine measured nothing.' }
    return { status: 'ok', items: sizeFacts(usage, volumes, new Date().toISOString()), error: null }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    if (error.reason === 'disk_usage_running')
      return { status: 'skipped', items: [], error: 'The engine is already measuring for another program.' }
    return { status: 'error', items: [], error: error.kind === 'timeout' ? sizeReasons.deadline : error.message }
  }
}
