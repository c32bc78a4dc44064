import type { TreeNode } from './tree-node.ts'

const isFolder = ({ children }: TreeNode) => children.length > 0

/** Folders to open at first: the only way on, and then the largest, as long as about `lines` lines are enough. */
export function openAtFirst(roots: readonly TreeNode[], lines = 24): ReadonlySet<string> {
  const open = new Set<string>()
  let count = roots.length
  const waiting = roots.filter(isFolder)
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    const only = node.children.length === 1
    if (!only && count + node.children.length > lines) continue
    open.add(node.path)
    count += node.children.length
    waiting.push(...node.children.filter(isFolder))
    waiting.sort((a, b) => (b.bytes ?? -1) - (a.bytes ?? -1))
  }
  return open
}

/** The lines on screen from top to bottom. */
export function treeLines(roots: readonly TreeNode[], isOpen: (path: string) => boolean): TreeNode[] {
  const lines: TreeNode[] = []
  const add = (nodes: readonly TreeNode[]) => {
    for (const node of nodes) {
      lines.push(node)
      if (isFolder(node) && isOpen(node.path)) add(node.children)
    }
  }
  add(roots)
  return lines
}

export type TreeMove = { to: number } | { open: string } | { close: string }

/** What a key does in a tree: moves to a line, or opens or closes a folder; null for any other key. */
export function treeMove(
  lines: readonly TreeNode[],
  at: number,
  key: string,
  { isOpen, page }: { isOpen: (path: string) => boolean; page: number },
): TreeMove | null {
  const node = lines[at]
  if (!node) return null
  const to = (line: number) => ({ to: Math.max(0, Math.min(lines.length - 1, line)) })
  const open = isFolder(node) && isOpen(node.path)
  switch (key) {
    case 'ArrowDown':
      return to(at + 1)
    case 'ArrowUp':
      return to(at - 1)
    case 'PageDown':
      return to(at + page)
    case 'PageUp':
      return to(at - page)
    case 'Home':
      return to(0)
    case 'End':
      return to(lines.length - 1)
    case 'ArrowRight':
      return open ? to(at + 1) : isFolder(node) ? { open: node.path } : to(at)
    case 'ArrowLeft':
      return open ? { close: node.path } : to(node.parent ? lines.indexOf(node.parent) : at)
    case ' ':
      return isFolder(node) ? (open ? { close: node.path } : { open: node.path }) : to(at)
    default:
      return null
  }
}
