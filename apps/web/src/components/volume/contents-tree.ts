import { formatBytes } from '@stowage/domain/format'
import type { Tree } from '@stowage/domain/reading'
import type { SegmentKind } from '../capacity/space-words.ts'
import type { SpaceNode } from '../treemap/space-node.ts'

interface Directory {
  path: string
  bytes: number
  files: number | null
  parts: Directory[]
}

/** The directories of a scan as areas, each with what lies directly in it as a part of its own. */
export function contentsTree(tree: Tree, name: string, kind: SegmentKind): SpaceNode {
  const found = new Map<string, Directory>()
  const root: Directory = { path: '', bytes: tree.bytes ?? 0, files: tree.files, parts: [] }
  // Shorter paths first, so that every directory finds the one above it; those that were cut off are skipped.
  for (const { path, bytes, files } of tree.entries.toSorted((a, b) => a.path.length - b.path.length)) {
    const clean = path.replace(/^\.?\/+|\/+$/g, '')
    if (clean === '' || clean === '.' || bytes === null) continue
    const directory: Directory = { path: clean, bytes, files, parts: [] }
    found.set(clean, directory)
    above(clean, found, root).parts.push(directory)
  }
  const atLeast = tree.partial ? '≥ ' : ''
  const area = ({ path, bytes, files, parts }: Directory): SpaceNode => {
    const children = parts.map(area)
    const rest = bytes - parts.reduce((sum, part) => sum + part.bytes, 0)
    if (children.length > 0 && rest > 0) children.push(loose(path, rest, kind, atLeast))
    return {
      id: `/${path}`,
      name: path === '' ? name : (path.split('/').at(-1) ?? path),
      bytes,
      text: `${atLeast}${formatBytes(bytes)}`,
      kind,
      files,
      href: null,
      children,
    }
  }
  return area(root)
}

function above(path: string, found: ReadonlyMap<string, Directory>, root: Directory): Directory {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const directory = found.get(path.slice(0, at))
    if (directory) return directory
  }
  return root
}

const loose = (path: string, bytes: number, kind: SegmentKind, atLeast: string): SpaceNode => ({
  id: `/${path}//files`,
  name: 'files directly in it',
  bytes,
  text: `${atLeast}${formatBytes(bytes)}`,
  kind,
  files: null,
  href: null,
  children: [],
})
