import type { TreeEntry } from '@stowage/domain/reading'
import type { ShownTree, TreeNode } from './tree-node.ts'

/** Paths that nobody misses: they are made again, or were never meant to stay. */
export const isNoise = ({ class: pathClass }: Pick<TreeEntry, 'class'>): boolean =>
  pathClass === 'log' || pathClass === 'cache' || pathClass === 'temp'

const parentPath = (path: string) => path.slice(0, path.lastIndexOf('/'))

/** All paths as a tree; folders between that are no entries themselves are added. */
function linked(entries: readonly TreeEntry[]): TreeNode[] {
  const nodes = new Map<string, TreeNode>()
  const roots: TreeNode[] = []
  const place = (path: string, entry: TreeEntry | null): TreeNode => {
    const above = parentPath(path)
    const parent = above === '' ? null : (nodes.get(above) ?? place(above, null))
    const node: TreeNode = {
      path,
      name: path.slice(above.length + 1),
      level: parent ? parent.level + 1 : 1,
      parent,
      children: [],
      between: entry === null,
      type: entry?.type ?? 'directory',
      change: entry?.change ?? null,
      bytes: entry?.bytes ?? null,
      files: entry?.files ?? null,
      class: entry?.class ?? null,
    }
    nodes.set(path, node)
    if (parent) parent.children.push(node)
    else roots.push(node)
    return node
  }
  // names that are no text look alike, and one line stands for them
  for (const entry of entries.filter(({ path }) => path !== '/').toSorted((a, b) => (a.path < b.path ? -1 : 1)))
    if (!nodes.has(entry.path)) place(entry.path, entry)
  return roots
}

/** Bytes of a folder that is no entry itself: of all below it, or null when one of them is unknown. */
function fillBetween(node: TreeNode) {
  for (const child of node.children) fillBetween(child)
  if (!node.between) return
  const counted = node.children.filter(({ change }) => change !== 'deleted')
  const known = counted.flatMap(({ bytes }) => bytes ?? [])
  node.bytes = known.length === counted.length ? known.reduce((sum, bytes) => sum + bytes, 0) : null
}

const rank = ({ change, bytes }: TreeNode) => (change === 'deleted' ? -2 : (bytes ?? -1))

function sorted(nodes: TreeNode[]): TreeNode[] {
  nodes.sort((a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : 1))
  for (const { children } of nodes) sorted(children)
  return nodes
}

/** The changed paths of a layer as a tree, largest first, deleted ones last; with `hide` without log, cache and temp paths. */
export function treeOf(entries: readonly TreeEntry[], hide: boolean): ShownTree {
  const roots = linked(entries)
  for (const root of roots) fillBetween(root)
  const hidden = { paths: 0, bytes: 0, unknown: 0 }
  let paths = 0

  /** Takes noise out of what is below; the bytes that went are no longer the folder's. */
  const keep = (nodes: TreeNode[]): { kept: TreeNode[]; gone: number } => {
    let gone = 0
    const kept = nodes.filter((node) => {
      const below = keep(node.children)
      const emptied = node.children.length > 0 && below.kept.length === 0
      node.children = below.kept
      const folder = node.type === 'directory'
      if (hide && (emptied || (below.kept.length === 0 && isNoise(node)))) {
        const own = node.change === 'deleted' ? 0 : (node.bytes ?? 0)
        if (!node.between) hidden.paths++
        if (!folder && node.change !== 'deleted' && node.bytes === null) hidden.unknown++
        // What is below was added up already.
        hidden.bytes += Math.max(0, own - below.gone)
        gone += Math.max(own, below.gone)
        return false
      }
      if (node.bytes !== null) node.bytes = Math.max(0, node.bytes - below.gone)
      gone += below.gone
      if (!node.between) paths++
      return true
    })
    return { kept, gone }
  }
  return { roots: sorted(keep(roots).kept), paths, hidden }
}
