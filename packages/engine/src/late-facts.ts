import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { type ContainerFact, caps, type MountFact, type VolumeFact } from '@stowage/domain/facts'
import { capText } from './cap-text.ts'
import type { EngineCall } from './engine-call.ts'
import { LateLookup } from './late-lookup.ts'
import { parseReply } from './parse-reply.ts'
import { type ContainerListItem, ImageListReply } from './replies.ts'
import { resolvePaths } from './resolve-paths.ts'
import { wholeBytes } from './whole-bytes.ts'

/** A link may be laid anew at any time; whoever acts on a volume looks again by himself. */
const linksMs = 3_600_000
const imagesMs = 86_400_000

export type LateList = 'containers' | 'volumes'

export type LateFacts = {
  wantOfContainers(rows: readonly ContainerListItem[]): void
  /** The same object while nothing is to be added. */
  container(fact: ContainerFact): ContainerFact
  volumes(facts: VolumeFact[]): VolumeFact[]
}

const deviceOf = (volume: VolumeFact) => (volume.kind === 'path' ? (volume.options.device ?? '') : '')

/**
 * Facts that no list names and that lists do not wait for: sizes of images, by one call for all of them, and where the paths that
 * containers and volumes name really lead. `localDataRoot`: the data root under which this process may see the engine's paths, else null.
 */
export function lateFacts(options: {
  call: EngineCall
  localDataRoot: () => Promise<string | null>
  onLearned: (list: LateList) => void
}): LateFacts {
  const { call, localDataRoot, onLearned } = options

  const imageSizes = async () => {
    const reply = await call({ method: 'GET', path: '/images/json', deadline: 'layer', pool: 'measure' })
    return new Map(parseReply(ImageListReply, reply, 'list of images').map(({ Id, Size }) => [Id, wholeBytes(Size ?? 0)]))
  }
  /** An agent in a container of its own sees other files under the same paths. */
  const leads = async (paths: readonly string[]) => {
    const dataRoot = await localDataRoot()
    const isSeen =
      dataRoot !== null &&
      (await access(join(dataRoot, 'containers')).then(
        () => true,
        () => false,
      ))
    return isSeen ? await resolvePaths(paths) : new Map<string, string>()
  }
  const images = new LateLookup({ fetch: imageSizes, maxAgeMs: imagesMs, onLearned: () => onLearned('containers') })
  const sources = new LateLookup({ fetch: leads, maxAgeMs: linksMs, onLearned: () => onLearned('containers') })
  const devices = new LateLookup({ fetch: leads, maxAgeMs: linksMs, onLearned: () => onLearned('volumes') })

  const elsewhere = (lookup: LateLookup<string>, path: string): string | null => {
    const real = lookup.get(path)
    return real === null || real === path ? null : capText(real, caps.path)
  }
  const mount = (fact: MountFact): MountFact => {
    const realSource = fact.type === 'bind' ? elsewhere(sources, fact.source) : null
    return realSource === fact.realSource ? fact : { ...fact, realSource }
  }
  return {
    wantOfContainers: (rows) => {
      images.want(rows.map((row) => row.ImageID ?? ''))
      const mounts = rows.flatMap((row) => row.Mounts ?? [])
      sources.want(mounts.flatMap(({ Type, Source }) => (Type === 'bind' && Source?.startsWith('/') ? Source : [])))
    },
    container: (fact) => {
      const imageBytes = images.get(fact.imageId)
      const mounts = fact.mounts.map(mount)
      const isSame = imageBytes === fact.imageBytes && mounts.every((each, at) => each === fact.mounts[at])
      return isSame ? fact : { ...fact, imageBytes, mounts }
    },
    volumes: (facts) => {
      devices.want(facts.map(deviceOf).filter((path) => path.startsWith('/')))
      return facts.map((fact) => ({ ...fact, realDevice: elsewhere(devices, deviceOf(fact)) }))
    },
  }
}
