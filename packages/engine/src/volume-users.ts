import { realpath } from 'node:fs/promises'
import { posix } from 'node:path'
import type { ContainerFact, MountFact, VolumeFact } from '@stowage/domain/facts'
import { containerFact } from './container-fact.ts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { isIdleHelper } from './list-containers.ts'
import { listVolumes } from './list-volumes.ts'
import { parseReply } from './parse-reply.ts'
import { ContainerListReply } from './replies.ts'

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

function howUsed(mount: MountFact, source: string, volume: Pick<VolumeFact, 'name' | 'mountpoint'>): VolumeUser['how'] | null {
  // only Type tells a volume from an image mount of the same name (V19, A38)
  if (mount.type === 'volume') return mount.name === volume.name ? 'volume' : null
  return mount.type === 'bind' && isInsideVolume(source, volume.mountpoint) ? 'bind' : null
}

/** A bind may name the directory through a link, as when the data root was moved; only paths with the volume's name are looked up (M6). */
const resolved = async (source: string, name: string): Promise<string> =>
  source.includes(`/${name}`) ? await realpath(source).catch(() => source) : source

/**
 * Who refers to a volume right now, from a fresh list of containers in all states (A30, A31, V13) and of volumes. The list already
 * resolves `--volumes-from`. `isLocal`: the engine's paths are this machine's.
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
  if (volumes.status === 'error') throw new EngineError('reply', volumes.error ?? 'The list of volumes failed.')

  const containers: VolumeUser[] = []
  for (const row of parseReply(ContainerListReply, reply, 'list of containers')) {
    const { id, name, state, image, mounts } = containerFact(row, null)
    for (const mount of mounts) {
      const source = isLocal && mount.type === 'bind' ? await resolved(mount.source, volume.name) : mount.source
      const how = howUsed(mount, source, volume)
      // an idle helper's own reference is left to the engine's refusal: its label proves nothing (E10)
      if (how === null || (how === 'volume' && isIdleHelper(row))) continue
      containers.push({ id, name, state, image, how, destination: mount.destination, rw: mount.rw })
    }
  }
  const nestedVolumes = volumes.items
    .filter((other) => other.name !== volume.name && isInsideVolume(other.options.device ?? '', volume.mountpoint))
    .map((other) => other.name)
  return { containers, nestedVolumes }
}
