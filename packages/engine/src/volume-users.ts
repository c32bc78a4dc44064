import { realpath } from 'node:fs/promises'
import { posix } from 'node:path'
import type { ContainerFact, VolumeFact } from '@stowage/domain/facts'
import { containerFact } from './container-fact.ts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { isIdleHelper } from './list-containers.ts'
import { listVolumes } from './list-volumes.ts'
import { parseReply } from './parse-reply.ts'
import { ContainerListReply, type MountReply } from './replies.ts'

/** `how`: volume = mounted as a volume, bind = a path of its directory mounted (V15). */
export type VolumeUser = Pick<ContainerFact, 'id' | 'name' | 'state' | 'image'> & {
  how: 'volume' | 'bind'
  destination: string
  rw: boolean
}

/** `nestedVolumes`: other volumes whose device lies inside this one; the engine would remove their data with it (V15). */
export type VolumeUsers = { containers: VolumeUser[]; nestedVolumes: string[] }

const normal = (path: string) => posix.normalize(path).replace(/(.)\/+$/, '$1')

/**
 * Whether `path` is in the volume's own directory: its data directory, anything below, or the directory that the local driver keeps
 * for this volume alone. A parent of several volumes makes none of them used (A5).
 */
export function isInsideVolume(path: string, mountpoint: string): boolean {
  if (mountpoint === '' || path === '') return false
  const data = normal(mountpoint)
  const own = data.endsWith('/_data') ? posix.dirname(data) : data
  const wanted = normal(path)
  return wanted === own || wanted.startsWith(`${own}/`)
}

function howUsed(mount: MountReply, source: string, volume: Pick<VolumeFact, 'name' | 'mountpoint'>): VolumeUser['how'] | null {
  // only Type tells a volume from an image mount of the same name (V19, A38)
  if (mount.Type === 'volume') return mount.Name === volume.name ? 'volume' : null
  return mount.Type === 'bind' && isInsideVolume(source, volume.mountpoint) ? 'bind' : null
}

/**
 * A path may lead into the directory through a link, as when the data root was moved. Looked up only for paths that hold the volume's
 * name: any other could be a network mount whose look-up hangs (M6).
 */
const resolved = async (path: string, name: string): Promise<string> =>
  path.includes(`/${name}`) ? await realpath(path).catch(() => path) : path

/**
 * Who refers to a volume right now, from a fresh list of containers in all states (A30, A31, V13) and of volumes. The list already
 * resolves `--volumes-from`. `isLocal`: the engine's paths are this machine's. Rows are read uncapped: nothing may be left out here.
 * @throws EngineError also when a list was incomplete: then nothing is known
 */
export async function volumeUsers(
  call: EngineCall,
  volume: Pick<VolumeFact, 'name' | 'mountpoint'>,
  isLocal: boolean,
): Promise<VolumeUsers> {
  const [reply, volumes] = await Promise.all([
    call({ method: 'GET', path: '/containers/json', query: { all: '1' }, deadline: 'read', bytesMax: 64 * 1024 * 1024 }),
    listVolumes(call),
  ])
  // a partial list misses volumes of plugins only, and those have no device on this host
  const hasVolumes = volumes.status === 'ok' || (volumes.status === 'partial' && volumes.items.length > 0)
  if (!hasVolumes) throw new EngineError('reply', volumes.error ?? 'The list of volumes failed.')
  const place = async (path: string) => (isLocal ? await resolved(path, volume.name) : path)

  const containers: VolumeUser[] = []
  for (const row of parseReply(ContainerListReply, reply, 'list of containers')) {
    const { id, name, state, image } = containerFact(row, null)
    for (const mount of row.Mounts ?? []) {
      const how = howUsed(mount, await place(mount.Source ?? ''), volume)
      // an idle helper's own reference is left to the engine's refusal: its label proves nothing (E10)
      if (how === null || (how === 'volume' && isIdleHelper(row))) continue
      containers.push({ id, name, state, image, how, destination: mount.Destination ?? '', rw: mount.RW ?? true })
    }
  }
  const nestedVolumes: string[] = []
  for (const { name, options } of volumes.items) {
    const isOther = name !== volume.name
    if (isOther && isInsideVolume(await place(options.device ?? ''), volume.mountpoint)) nestedVolumes.push(name)
  }
  return { containers, nestedVolumes }
}
