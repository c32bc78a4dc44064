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

/** Parts of the whole that are shown apart. */
const outerMax = 60
/** Of each part, so many of its own parts are shown whatever their size. */
const innerMin = 12
/** Beyond those, parts smaller than this share of the whole are one area: they would be thinner than a line. */
const innerShare = 0.005

const smallerId = (id: string) => `${id}//smaller`
const isSmaller = ({ id }: SpaceNode) => id.endsWith('//smaller')
const bytesOf = (nodes: readonly SpaceNode[]) => nodes.reduce((sum, { bytes }) => sum + bytes, 0)

/** What is left of a node beside the parts that are known one by one. */
export const smallerOnes = (node: Pick<SpaceNode, 'id' | 'kind'>, bytes: number, count: number | null): SpaceNode => ({
  ...{ id: smallerId(node.id), kind: node.kind, bytes, text: formatBytes(bytes), files: null, href: null, children: [] },
  name: count === null ? 'smaller ones' : `${count} smaller ones`,
})

/** Largest first; what is left of them comes last, however much it is. */
const inOrder = (nodes: readonly SpaceNode[]) =>
  nodes.toSorted((a, b) => Number(isSmaller(a)) - Number(isSmaller(b)) || b.bytes - a.bytes)

/** The parts of a node with those after the first `keep` as one, as far as `mayFold` says. */
function folded(node: SpaceNode, keep: number, mayFold: (part: SpaceNode) => boolean): SpaceNode[] {
  const sorted = inOrder(node.children)
  const slivers = sorted.filter((part, index) => isSmaller(part) || (index >= keep && mayFold(part)))
  const [first] = slivers
  if (!first || slivers.length === 1) return sorted
  const count = slivers.some(isSmaller) ? null : slivers.length
  return [...sorted.filter((part) => !slivers.includes(part)), smallerOnes({ ...first, id: node.id }, bytesOf(slivers), count)]
}

/** `root` as it is shown: two levels without thousands of slivers. Going into a part shows more of it. */
export function trimmed(root: SpaceNode): SpaceNode {
  const isSliver = ({ bytes }: SpaceNode) => bytes < root.bytes * innerShare
  const children = folded(root, outerMax - 1, () => root.children.length > outerMax)
  return { ...root, children: children.map((node) => ({ ...node, children: folded(node, innerMin, isSliver) })) }
}

/** What the map shows of `root`, as a list: each part and the parts of it, largest first. */
export function listed(root: SpaceNode): Listed[] {
  return inOrder(root.children).flatMap((node): Listed[] => [
    { node, depth: 1 },
    ...inOrder(node.children).map((part): Listed => ({ node: part, depth: 2 })),
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
