import type { ContainerMount, ContainerRow } from '@stowage/domain/container'
import { formatBytes } from '@stowage/domain/format'
import { formatCount, formatSum } from '../../lib/format-sum.ts'

/** What a container's data lies on, and what is left of it after the container is made again. */

export type Fate = 'stays' | 'left-behind' | 'lost' | 'host' | 'image'

export interface MountLine {
  mount: ContainerMount
  word: string
  fate: Fate
  /** One sentence about what happens to the data. */
  text: string
}

export function mountLine(mount: ContainerMount): MountLine {
  switch (mount.type) {
    case 'volume':
    case 'cluster':
      return mount.anonymous
        ? {
            mount,
            word: 'Anonymous volume',
            fate: 'left-behind',
            text: 'Survives, but a new container gets a new one unless the old is handed over.',
          }
        : { mount, word: 'Volume', fate: 'stays', text: 'Survives; the next container of this definition mounts it again.' }
    case 'bind':
      return { mount, word: 'Host path', fate: 'host', text: 'Lies on the host; survives the container.' }
    case 'tmpfs':
      return { mount, word: 'Memory', fate: 'lost', text: 'In memory: gone when the container stops.' }
    case 'image':
      return { mount, word: 'Image', fate: 'image', text: 'Read-only content of an image; nothing is written here.' }
    default:
      return { mount, word: 'Other mount', fate: 'host', text: 'Managed outside Docker; Stowage does not judge it.' }
  }
}

/** Volumes first, then what lies on the host, then what is lost. */
export const mountLines = (mounts: readonly ContainerMount[]): MountLine[] => {
  const order: Fate[] = ['stays', 'left-behind', 'host', 'image', 'lost']
  return mounts
    .map(mountLine)
    .toSorted((a, b) => order.indexOf(a.fate) - order.indexOf(b.fate) || a.mount.destination.localeCompare(b.mount.destination))
}

const list = (names: readonly string[]) =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`

type Layer = Pick<ContainerRow, 'layerBytes' | 'layerReason' | 'layerPartial' | 'lostBytes' | 'lostPaths' | 'readonlyRootfs'>

const pathsListed = 5

/** What a new container would not have of the layer: "3.40 GiB in 2 paths"; null for nothing. */
function lostWords({ layerBytes, layerPartial, lostBytes, lostPaths, readonlyRootfs }: Layer): string | null {
  const partial = layerPartial ? 1 : 0
  if (readonlyRootfs && !lostBytes) return null
  if (lostBytes === null) {
    if (layerBytes === null) return 'an unknown amount in its writable layer'
    return layerBytes > 0 ? `up to ${formatBytes(layerBytes)} in its writable layer` : null
  }
  if (lostBytes === 0) return null
  const count = lostPaths.length
  const paths = count === 0 ? '' : count < pathsListed ? ` in ${formatCount(count, 'path')}` : ` in ${count} paths or more`
  return `${formatSum(lostBytes, partial)}${paths}`
}

/** "Recreating keeps shop_pgdata, loses 3.40 GiB in 2 paths." Unknown bytes are said to be unknown. */
export function recreateText(container: Pick<ContainerRow, 'mounts'> & Layer): string {
  const lines = mountLines(container.mounts)
  const named = lines.filter((line) => line.fate === 'stays').map((line) => line.mount.name ?? line.mount.destination)
  const binds = lines.filter((line) => line.fate === 'host').length
  const anonymous = lines.filter((line) => line.fate === 'left-behind').length
  const tmpfs = lines.filter((line) => line.fate === 'lost').length
  const keeps = [
    ...(named.length > 0 ? [list(named)] : []),
    ...(binds > 0 ? [binds === 1 ? '1 host path' : `${binds} host paths`] : []),
  ]
  const loses = [lostWords(container) ?? '', tmpfs > 0 ? 'what is in memory' : ''].filter(Boolean)
  const left =
    anonymous > 0 ? ` It leaves ${anonymous === 1 ? 'an anonymous volume' : `${anonymous} anonymous volumes`} behind.` : ''
  const kept = keeps.length > 0 ? `keeps ${keeps.join(' and ')}` : 'keeps nothing'
  const spare =
    container.lostBytes === 0 && (container.layerBytes ?? 0) > 0
      ? `loses no data: the ${formatBytes(container.layerBytes)} in its layer are changes to the image, temporary, cache and package files`
      : 'loses nothing that was written'
  const lost = loses.length > 0 ? `loses ${loses.join(' and ')}` : spare
  return `Recreating ${kept}, ${lost}.${left}`
}

/** Of a container that is gone: "3.40 GiB in 2 paths went with it." */
export function goneText(container: Layer): string {
  const lost = lostWords(container)
  if (lost === null) return 'No data went with its writable layer.'
  return `${lost.charAt(0).toUpperCase()}${lost.slice(1)} went with it.`
}

/** What the figure of a layer means on this engine; the two measures are never compared as equal (B1). */
export function measureText(measure: ContainerRow['layerMeasure']): string {
  if (measure === 'allocated') return 'space on disk, as the containerd store counts it'
  if (measure === 'apparent') return 'sizes of its files, as the engine adds them up'
  return 'measure unknown'
}
