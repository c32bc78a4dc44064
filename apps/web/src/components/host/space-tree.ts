import { formatBytes } from '@stowage/domain/format'
import type { HostSpaceDetail } from '@stowage/domain/space'
import { formatCount, formatSum } from '../../lib/format-sum.ts'
import { shortName } from '../../lib/short-name.ts'
import { segmentsOf } from '../capacity/segments-of.ts'
import { type SegmentKind, segmentLooks } from '../capacity/space-words.ts'
import { type SpaceNode, smallerOnes } from '../treemap/space-node.ts'

type Volume = HostSpaceDetail['volumes'][number]

/** The used space of a host as areas: each kind, in it volumes and containers, and what nobody measured to its true scale. */
export function spaceTree(space: HostSpaceDetail): SpaceNode {
  const segments = segmentsOf(space).filter(({ kind }) => kind !== 'free')
  // Without a disk the kinds still have their figures.
  const drawn =
    segments.length > 0 ? segments : space.parts.flatMap(({ kind, bytes, unknown }) => (bytes ? [{ kind, bytes, unknown }] : []))
  const children = drawn.map(({ kind, bytes, unknown }): SpaceNode => {
    const parts = partsOf(space, kind)
    const rest = bytes - parts.reduce((sum, part) => sum + part.bytes, 0)
    const all = parts.length > 0 && rest > 0 ? [...parts, smallerOnes({ id: kind, kind }, rest, null)] : parts
    return {
      ...leaf(kind, segmentLooks[kind].word, bytes, kind),
      text: formatSum(bytes, unknown),
      children: all,
    }
  })
  const used = space.usedBytes ?? sum(children)
  return { ...leaf('host', space.host, Math.max(used, sum(children)), 'other'), text: `${formatBytes(used)} used`, children }
}

const sum = (nodes: readonly { bytes: number }[]) => nodes.reduce((all, { bytes }) => all + bytes, 0)

const leaf = (id: string, name: string, bytes: number, kind: SegmentKind, href: string | null = null): SpaceNode => ({
  id,
  name,
  bytes,
  text: formatBytes(bytes),
  kind,
  files: null,
  href,
  children: [],
})

/** The colour a volume has on a host: as its pill says. */
const volumeKind = ({ state, active }: Volume): SegmentKind =>
  active ? 'volumes-in-use' : state === 'orphan' ? 'volumes-orphaned' : 'volumes-idle'

function partsOf({ volumes, containers }: HostSpaceDetail, kind: SegmentKind): SpaceNode[] {
  if (kind === 'layers' || kind === 'logs')
    return containers.flatMap(({ id, name, layerBytes, logBytes }) => {
      const bytes = kind === 'layers' ? layerBytes : logBytes
      return bytes ? [leaf(`${kind}-${id}`, name, bytes, kind, `/container?id=${id}`)] : []
    })
  return volumes.flatMap((volume) =>
    volume.bytes && volumeKind(volume) === kind
      ? [
          {
            ...leaf(volume.id, shortName(volume.name), volume.bytes, kind, `/volume?id=${volume.id}`),
            text: formatSum(volume.bytes, volume.partial ? 1 : 0),
          },
        ]
      : [],
  )
}

/** Above this share of the used space, what is not Docker's would be the whole picture. */
const crowdsOut = 0.75

/** Whether the rest of the disk leaves no room to see anything else. */
export const isCrowdedOut = (root: SpaceNode): boolean => restBytes(root) > root.bytes * crowdsOut

const isRest = ({ kind }: SpaceNode) => kind === 'other' || kind === 'unmeasured'
export const restBytes = ({ children }: SpaceNode): number => sum(children.filter(isRest))

/** Only what was measured of volumes, containers and images. */
export function withoutRest(root: SpaceNode): SpaceNode {
  const children = root.children.filter((node) => !isRest(node))
  return { ...root, bytes: sum(children), text: `${formatBytes(sum(children))} measured`, children }
}

/** How much of the host the picture covers: "Sizes cover 31 of 37 volumes and 11 of 12 containers; the rest is drawn dashed." Null = all. */
export function coverText({ volumes, containers, moreVolumes, moreContainers, parts }: HostSpaceDetail): string | null {
  const unknownOf = (wanted: (kind: string) => boolean) =>
    parts.filter(({ kind }) => wanted(kind)).reduce((all, { unknown }) => all + unknown, 0)
  const words = (
    [
      [volumes.length + moreVolumes.count, unknownOf((kind) => kind.startsWith('volumes')), 'volume'],
      [containers.length + moreContainers.count, unknownOf((kind) => kind === 'layers'), 'container'],
    ] as const
  ).flatMap(([total, unknown, one]) => (unknown > 0 ? [`${Math.max(0, total - unknown)} of ${formatCount(total, one)}`] : []))
  return words.length > 0 ? `Sizes cover ${words.join(' and ')}; the rest is drawn dashed, with all other files.` : null
}
