import { formatBytes } from '@stowage/domain/format'
import type { SegmentKind } from '../capacity/space-words.ts'

/** One area of a treemap: a kind of space, a volume, a directory. Areas of its parts add up to its own. */
export interface SpaceNode {
  id: string
  name: string
  /** What its area stands for. */
  bytes: number
  /** The figure in words: "48.2 GiB", "≥ 12 GiB"; where the area is a guess, what it is. */
  text: string
  kind: SegmentKind
  files: number | null
  /** Page of it. */
  href: string | null
  children: readonly SpaceNode[]
}

export interface Listed {
  node: SpaceNode
  depth: 1 | 2
}

const partsMax = 60

/** Largest parts first, the smallest beyond 60 in one area, so that a host with 500 volumes stays a picture. */
export function largestParts(parts: readonly SpaceNode[], rest: (smaller: readonly SpaceNode[]) => SpaceNode): SpaceNode[] {
  const sorted = parts.toSorted((a, b) => b.bytes - a.bytes)
  if (sorted.length <= partsMax) return sorted
  return [...sorted.slice(0, partsMax - 1), rest(sorted.slice(partsMax - 1))]
}

/** Of each part, so many of its own parts are shown whatever their size. */
const innerMin = 12
/** Beyond those, parts smaller than this share of the whole are one area: they would be thinner than a line. */
const innerShare = 0.005

/** `root` as it is shown: two levels, the inner one without thousands of slivers. Going into a part shows more of it. */
export function trimmed(root: SpaceNode): SpaceNode {
  return {
    ...root,
    children: root.children.map((node) => {
      const sorted = node.children.toSorted((a, b) => b.bytes - a.bytes)
      const slivers = sorted.slice(innerMin).filter(({ bytes }) => bytes < root.bytes * innerShare)
      const [one] = slivers
      if (!one || slivers.length === 1) return node
      const bytes = slivers.reduce((sum, sliver) => sum + sliver.bytes, 0)
      const rest = { ...one, id: `${node.id}//slivers`, name: `${slivers.length} smaller ones`, bytes, text: formatBytes(bytes) }
      return {
        ...node,
        children: [...sorted.slice(0, sorted.length - slivers.length), { ...rest, files: null, href: null, children: [] }],
      }
    }),
  }
}

/** What the map shows of `root`, as a list: each part and the parts of it, largest first. */
export function listed(root: SpaceNode): Listed[] {
  return root.children
    .toSorted((a, b) => b.bytes - a.bytes)
    .flatMap((node): Listed[] => [
      { node, depth: 1 },
      ...node.children.toSorted((a, b) => b.bytes - a.bytes).map((part): Listed => ({ node: part, depth: 2 })),
    ])
}

/** "31 %", "0.4 %", "<0.1 %"; — of nothing. */
export function shareText(bytes: number, of: number): string {
  if (of <= 0) return '—'
  const share = (bytes / of) * 100
  if (share >= 10) return `${Math.round(share)} %`
  return share > 0 && share < 0.05 ? '<0.1 %' : `${share.toFixed(1)} %`
}

/** The node with this id below `root`, and the way to it from the root; null when it is gone. */
export function findPath(root: SpaceNode, id: string): SpaceNode[] | null {
  if (root.id === id) return [root]
  for (const child of root.children) {
    const found = findPath(child, id)
    if (found) return [root, ...found]
  }
  return null
}
