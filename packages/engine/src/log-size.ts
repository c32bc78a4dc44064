import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { LayerFact } from '@stowage/domain/facts'
import { engineTime } from './engine-time.ts'
import type { ContainerReply } from './replies.ts'
import { wholeBytes } from './whole-bytes.ts'

export type LogSize = Pick<LayerFact, 'logBytes' | 'logReason'>

const unknown = (logReason: string): LogSize => ({ logBytes: null, logReason })

/** Where the files of a log are: `local` tells no path, it keeps them in a directory of its own (W8). */
function placeOf(inspect: ContainerReply, dataRoot: string): { directory: string; name: string } | null {
  if (inspect.HostConfig?.LogConfig?.Type === 'local') {
    return { directory: join(dataRoot, 'containers', inspect.Id, 'local-logs'), name: 'container.log' }
  }
  return inspect.LogPath ? { directory: dirname(inspect.LogPath), name: basename(inspect.LogPath) } : null
}

/** A log that was cut by `copytruncate` has a hole in front: what it takes on the disk counts, yet never more than `ls` shows. */
const bytesOf = (path: string) =>
  stat(path).then(
    ({ size, blocks }) => Math.min(size, blocks * 512),
    () => 0,
  )

/**
 * Bytes of a container's log with all that was rotated: no part of its writable layer and unbounded by default (W8, B6). `isLocal`:
 * the engine's paths are this machine's.
 */
export async function logSize(inspect: ContainerReply, dataRoot: string, isLocal: boolean): Promise<LogSize> {
  const driver = inspect.HostConfig?.LogConfig?.Type ?? ''
  if (driver !== 'json-file' && driver !== 'local')
    return unknown(`the log driver ${driver || 'of this container'} keeps no files`)
  if (engineTime(inspect.State?.StartedAt) === null) return { logBytes: 0, logReason: null }
  const place = placeOf(inspect, dataRoot)
  if (!isLocal) return unknown('the log is on another machine than the agent')
  if (!place) return unknown('the engine does not tell where the log is')
  const names = await readdir(place.directory).catch(() => null)
  if (!names) return unknown('no permission to read the log files')
  const own = names.filter((name) => name === place.name || name.startsWith(`${place.name}.`))
  const bytes = await Promise.all(own.map((name) => bytesOf(join(place.directory, name))))
  return { logBytes: wholeBytes(bytes.reduce((sum, each) => sum + each, 0)), logReason: null }
}
