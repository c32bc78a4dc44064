import { posix } from 'node:path'
import type { ContainerFact, VolumeFact } from '@stowage/domain/facts'
import { containerFact } from './container-fact.ts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { isIdleHelper } from './list-containers.ts'
import { listVolumes } from './list-volumes.ts'
import { parseReply } from './parse-reply.ts'
import { ContainerListReply, type MountReply } from './replies.ts'
import { resolvePaths } from './resolve-paths.ts'

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

type IsInside = (path: string) => boolean

function howUsed(mount: MountReply, volume: Pick<VolumeFact, 'name'>, isInside: IsInside): VolumeUser['how'] | null {
  // only Type tells a volume from an image mount of the same name (V19, A38)
  if (mount.Type === 'volume') return mount.Name === volume.name ? 'volume' : null
  return mount.Type === 'bind' && isInside(mount.Source ?? '') ? 'bind' : null
}

/** Links count: a bind of `/data`, a link into the volume, uses it as much as a bind of its directory. */
async function insideOf(mountpoint: string, paths: readonly string[], isLocal: boolean): Promise<IsInside> {
  const leads = isLocal ? await resolvePaths([mountpoint, ...paths]) : new Map<string, string>()
  const data = leads.get(mountpoint) ?? mountpoint
  return (path) => isInsideVolume(path, mountpoint) || isInsideVolume(leads.get(path) ?? path, data)
}

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
  const rows = parseReply(ContainerListReply, reply, 'list of containers')
  const sources = rows.flatMap(({ Mounts }) =>
    (Mounts ?? []).flatMap(({ Type, Source }) => (Type === 'bind' ? (Source ?? []) : [])),
  )
  const devices = volumes.items.flatMap(({ options }) => options.device ?? [])
  const isInside = await insideOf(volume.mountpoint, [...sources, ...devices], isLocal)

  const containers: VolumeUser[] = []
  for (const row of rows) {
    const { id, name, state, image } = containerFact(row, null)
    for (const mount of row.Mounts ?? []) {
      const how = howUsed(mount, volume, isInside)
      // an idle helper's own reference is left to the engine's refusal: its label proves nothing (E10)
      if (how === null || (how === 'volume' && isIdleHelper(row))) continue
      containers.push({ id, name, state, image, how, destination: mount.Destination ?? '', rw: mount.RW ?? true })
    }
  }
  const others = volumes.items.filter(({ name }) => name !== volume.name)
  const nestedVolumes = others.flatMap(({ name, options }) => (isInside(options.device ?? '') ? [name] : []))
  return { containers, nestedVolumes }
}
