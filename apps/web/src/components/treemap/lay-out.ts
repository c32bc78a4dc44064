import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy'
import type { SpaceNode } from './space-node.ts'

export interface Tile {
  node: SpaceNode
  /** 1: parts of the root, 2: their parts. */
  depth: 1 | 2
  x: number
  y: number
  width: number
  height: number
  /** A part that shows its own parts: only its head is drawn. */
  head: boolean
}

export const headHeight = 22
const roomForParts = 3 * headHeight

/** Squarified areas of the parts of `root` and of their parts, with gaps of a pixel. Areas too small to see are left out. */
export function layOut(root: SpaceNode, width: number, height: number): Tile[] {
  const twoLevels = hierarchy(root, (node) => (node === root || root.children.includes(node) ? node.children : undefined))
    // A node's figure may be larger than its parts: only leaves carry area, and builders add the rest as a part.
    .sum((node) => (node === root || (root.children.includes(node) && node.children.length > 0) ? 0 : node.bytes))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const laid = treemap<SpaceNode>()
    .tile(treemapSquarify)
    .size([width, height])
    .round(true)
    .paddingInner((node) => (node.depth === 0 ? 4 : 1))
    .paddingTop((node) => (node.depth === 1 && node.children && node.y1 - node.y0 >= roomForParts ? headHeight : 0))(twoLevels)
  return laid.descendants().flatMap((each): Tile[] => {
    const box = { x: each.x0, y: each.y0, width: each.x1 - each.x0, height: each.y1 - each.y0 }
    if (each.depth === 0 || box.width < 2 || box.height < 2) return []
    return [{ node: each.data, depth: each.depth === 1 ? 1 : 2, head: each.depth === 1 && Boolean(each.children), ...box }]
  })
}
