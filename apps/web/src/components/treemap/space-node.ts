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
