import { posix } from 'node:path'
import type { VolumeFact } from '@stowage/domain/facts'
import { sizeReasons } from '@stowage/engine/volume-sizes'
import { isRemote, type Mounts } from './mounts.ts'

/** What is known of the host: `through` starts `find`, null where volumes cannot be walked. */
export type Around = { dataRoot: string; through: readonly string[] | null; mounts: Mounts }

export type Way =
  | { how: 'walk'; through: readonly string[] }
  /** By the engine's df. */
  | { how: 'engine' }
  /** Nobody measures it; the file system behind it tells at most how much. */
  | { how: 'statfs' }
  | { how: 'unknown'; reason: string }

/** `size` alone, a quota, mounts nothing. Any other option puts something else behind the volume (V2). */
const isPlain = (volume: Pick<VolumeFact, 'options'>) => Object.keys(volume.options).every((key) => key === 'size')

/**
 * How the size of a volume can be found out. Only directories on the engine's own data root are walked: anything else may be a network
 * mount. An NFS volume that is not mounted is an empty directory here, which tells nothing (A22).
 */
export function wayOf(volume: Pick<VolumeFact, 'name' | 'driver' | 'mountpoint' | 'options'>, around: Around): Way {
  const { dataRoot, through, mounts } = around
  const mounted = mounts.get(volume.mountpoint)
  const isLocal = volume.driver === 'local'
  if (!isLocal || !isPlain(volume)) {
    if (mounted !== undefined) return { how: 'statfs' }
    return { how: 'unknown', reason: isLocal ? sizeReasons.remote : sizeReasons.driver }
  }
  if (mounted !== undefined && isRemote(mounted)) return { how: 'statfs' }
  const isInPlace = volume.mountpoint === posix.join(dataRoot, 'volumes', volume.name, '_data')
  return through !== null && isInPlace ? { how: 'walk', through } : { how: 'engine' }
}
