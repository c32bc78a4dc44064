import { caps } from '@stowage/domain/facts'
import { pathClass } from '@stowage/domain/path-class'
import { type Tree, type TreeEntry, treeEntriesMax } from '@stowage/domain/reading'
import { Largest } from './largest.ts'
import { wholeBytes } from './whole-bytes.ts'

/** `bytes` null: nobody could read it. Of a directory they are what lies below it, so they are not given. */
export type LayerChange = Pick<TreeEntry, 'path' | 'type' | 'bytes'> & { change: 'added' | 'changed' | 'deleted' }

/** `bytes` are those that are known, `isOpen`: not all are. `holds`: paths told below it. */
type Sum = { change: LayerChange; bytes: number; isOpen: boolean; files: number; holds: number }

const sumOf = (change: LayerChange, files = 0): Sum => {
  const bytes = change.type === 'directory' ? 0 : change.bytes
  return { change, bytes: bytes ?? 0, isOpen: bytes === null, files, holds: 0 }
}
const known = ({ bytes, isOpen }: Sum) => (isOpen && bytes === 0 ? null : wholeBytes(bytes))

/** As many bare directories are remembered; an image may have millions. Further ones are told. */
const bareMax = 20_000
/** Room that the entries may take as JSON, so that a tree fits into one message. */
const wireBytesMax = 2 * 1024 * 1024
const wireBytes = ({ change }: Sum) => Buffer.byteLength(JSON.stringify(change.path)) + 110

const depth = (path: string) => path.split('/').length
const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
/** A directory is as large as all in it and comes before it, so a kept entry's directories are kept too. */
const largestFirst = (a: Sum, b: Sum) =>
  b.bytes - a.bytes || depth(a.change.path) - depth(b.change.path) || byPath(a.change, b.change)

/**
 * Builds the tree of a layer's changes as they come, depth first, with directories rolled up. Keeps the largest `treeEntriesMax`. A
 * changed directory in which nothing is left is bare: overlayfs copied it up for something that is gone again, so it is only told when
 * somebody says `keep`.
 */
export class LayerTree {
  private readonly root = sumOf({ path: '', type: 'directory', bytes: null, change: 'changed' })
  private readonly open: Sum[] = [this.root]
  private readonly largest: Largest<Sum>
  private readonly bare = new Map<string, Sum>()

  constructor(max = treeEntriesMax) {
    this.largest = new Largest({ max, weightMax: wireBytesMax, weigh: wireBytes, order: largestFirst })
  }

  add(change: LayerChange): void {
    this.closeTo(change.path)
    const isDeleted = change.change === 'deleted'
    if (change.type === 'directory' && !isDeleted) this.open.push(sumOf(change))
    else this.close(sumOf(change, isDeleted ? 0 : 1))
  }

  /** One that takes no room, so its place in the order does not matter. */
  addDeleted(path: string, type: TreeEntry['type']): void {
    this.closeTo('')
    this.keep(path.slice(0, path.lastIndexOf('/')))
    this.largest.offer(sumOf({ path, type, bytes: 0, change: 'deleted' }))
  }

  bareDirectories(): string[] {
    this.closeTo('')
    return [...this.bare.keys()]
  }

  /** Tells a bare directory, with those above it. */
  keep(path: string): void {
    const sum = this.bare.get(path)
    if (!sum) return
    this.bare.delete(path)
    this.largest.offer(sum)
    this.keep(path.slice(0, path.lastIndexOf('/')))
  }

  tree(about: Pick<Tree, 'basis' | 'partial' | 'reason'>): Tree {
    this.closeTo('')
    const entries = this.largest.items().map((sum): TreeEntry => {
      const { path, type, change } = sum.change
      return { path, type, change, bytes: known(sum), files: sum.files, class: pathClass(path) }
    })
    const { files } = this.root
    return { ...about, bytes: known(this.root), files, total: this.largest.offered, entries: entries.sort(byPath) }
  }

  private closeTo(path: string): void {
    for (
      let last = this.open.at(-1);
      last && last !== this.root && !path.startsWith(`${last.change.path}/`);
      last = this.open.at(-1)
    ) {
      this.open.pop()
      this.close(last)
    }
  }

  private close(sum: Sum): void {
    const { path, type, change } = sum.change
    if (type === 'directory' && change === 'changed' && sum.holds === 0 && this.bare.size < bareMax) {
      this.bare.set(path, sum)
      return
    }
    // one that is named too deep for the protocol counts in those above it
    if (path.length <= caps.path) this.largest.offer(sum)
    const parent = this.open.at(-1)
    if (!parent) return
    parent.bytes += sum.bytes
    parent.isOpen ||= sum.isOpen
    parent.files += sum.files
    parent.holds += sum.holds + 1
  }
}
