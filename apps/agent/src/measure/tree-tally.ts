import { caps } from '@stowage/domain/facts'
import { type TreeEntry, treeEntriesMax } from '@stowage/domain/reading'
import { Largest } from '@stowage/engine/largest'

type Directory = { path: string; bytes: number; files: number }
type Open = Directory & { depth: number; isRoot: boolean }

/** Room that the entries may take as JSON, so that a tree fits into one message. */
const wireBytesMax = 2 * 1024 * 1024
const wireBytes = ({ path }: Directory) => Buffer.byteLength(JSON.stringify(path)) + 90

/** Largest first; among equals the outer one, so that no directory is kept without those around it. */
const bySize = (a: Directory, b: Directory) =>
  b.bytes - a.bytes || a.path.length - b.path.length || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)

/**
 * The directories of a walk, each with what is allocated below it, from entries told with their depth, outer ones before inner ones.
 * Keeps the path from the root to the present entry and the largest directories that were left; nothing else.
 */
export class TreeTally {
  /** Directories below the root. */
  total = 0
  private readonly open: Open[] = []
  private readonly left = new Largest<Directory>({
    max: treeEntriesMax,
    weightMax: wireBytesMax,
    weigh: wireBytes,
    order: bySize,
  })

  /** @param name one character per byte, as it was read */
  directory(depth: number, name: string, bytes: number): void {
    this.leave(depth)
    const parent = this.open.at(-1)
    if (!parent) {
      this.open.push({ path: '', bytes, files: 0, depth, isRoot: true })
      return
    }
    this.total++
    const text = Buffer.from(name, 'latin1').toString('utf8')
    const path = parent.isRoot ? text : `${parent.path}/${text}`
    // deeper than any path may be: it counts to the last one that has a name
    if (path.length > caps.path) parent.bytes += bytes
    else this.open.push({ path, bytes, files: 0, depth, isRoot: false })
  }

  file(depth: number, bytes: number): void {
    this.leave(depth)
    const parent = this.open.at(-1)
    if (!parent) return
    parent.bytes += bytes
    parent.files++
  }

  /** The largest directories. Those still open count as far as the walk came. */
  entries(): TreeEntry[] {
    this.leave(0)
    return this.left.items().map(({ path, bytes, files }) => ({
      ...{ path, type: 'directory', change: null, class: null, files },
      bytes: Math.min(bytes, Number.MAX_SAFE_INTEGER),
    }))
  }

  /** Closes what is not around an entry of this depth. */
  private leave(depth: number): void {
    for (let last = this.open.at(-1); last && last.depth >= depth; last = this.open.at(-1)) {
      this.open.pop()
      const parent = this.open.at(-1)
      if (!parent) continue
      parent.bytes += last.bytes
      parent.files += last.files
      this.left.offer({ path: last.path, bytes: last.bytes, files: last.files })
    }
  }
}
