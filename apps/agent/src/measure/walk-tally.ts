import type { TreeTally } from './tree-tally.ts'

export type Counted = {
  /** Allocated, as `du -s -x --block-size=1` counts: directories too, each inode once. */
  bytes: number
  /** Sum of the lengths of the same inodes. */
  apparentBytes: number
  /** Inodes that are no directories. */
  files: number
  /** Newest modification below the root, ISO 8601. Times in the future tell nothing and are left out. */
  newestWriteAt: string | null
}

/** Remembered inodes with more than one name; beyond that, such files are left out and the result is "at least". */
const linksMax = 200_000
const blockBytes = 512
// a sparse file may claim more than a column or JSON number can hold
const held = (bytes: number) => Math.min(bytes, Number.MAX_SAFE_INTEGER)

/**
 * One record per entry, ended by NUL: type letter, links, blocks, length, device, inode, modification time, depth and, of directories,
 * `ofDirectory`.
 * @param ofDirectory a directive of find's -printf: its name, the root that it was found under, or nothing
 */
export const recordFormat = (ofDirectory: '%f' | '%H' | ''): string[] => {
  const numbers = '%n %b %s %D %i %T@ %d'
  return ['(', '-type', 'd', '-printf', `d ${numbers} ${ofDirectory}\\0`, ')', '-o', '-printf', `%y ${numbers}\\0`]
}

/** Hands on whole records of output that is cut anywhere. One character per byte: names are decoded one by one, and only if wanted. */
export function recordReader(onRecord: (record: string) => void): (chunk: Buffer) => void {
  let rest = ''
  return (chunk) => {
    const records = (rest + chunk.toString('latin1')).split('\0')
    rest = records.pop() ?? ''
    for (const record of records) onRecord(record)
  }
}

/** Adds up a walk while it goes on. Memory does not grow with the number of files, but for those with several names. */
export class WalkTally {
  /** Entries told, the root among them. */
  entries = 0
  /** Type letter of the root, null before it was told. */
  rootType: string | null = null
  /** Whether files were left out because too many have several names. */
  isOverfull = false
  private readonly tree: TreeTally | null
  private readonly now: () => number
  private readonly linksMax: number
  private readonly linked = new Map<number, number>()
  private device = ''
  private bytes = 0
  private apparent = 0
  private files = 0
  private newest = 0

  /** @param options.now milliseconds since 1970 */
  constructor(options: { tree: TreeTally | null; now?: () => number; linksMax?: number }) {
    this.now = options.now ?? Date.now
    this.tree = options.tree
    this.linksMax = options.linksMax ?? linksMax
  }

  add(record: string): void {
    const [type = '', links, blocks, length, device = '', inode, modified, depth, ...name] = record.split(' ')
    this.entries++
    if (this.rootType === null) {
      this.rootType = type
      this.device = device
    } else {
      // what is mounted below the root is listed, yet no part of it
      if (device !== this.device) return
      const time = Number(modified)
      if (time > this.newest && time * 1000 <= this.now()) this.newest = time
    }
    const isDirectory = type === 'd'
    if (!isDirectory && Number(links) > 1 && this.isRepeated(Number(inode), Number(links))) return
    const bytes = Number(blocks) * blockBytes
    this.bytes += bytes
    this.apparent += Number(length)
    if (!isDirectory) this.files++
    if (isDirectory) this.tree?.directory(Number(depth), name.join(' '), bytes)
    else this.tree?.file(Number(depth), bytes)
  }

  counted(): Counted {
    return {
      bytes: held(this.bytes),
      apparentBytes: held(this.apparent),
      files: this.files,
      newestWriteAt: this.newest > 0 ? new Date(this.newest * 1000).toISOString() : null,
    }
  }

  /** Whether this inode was counted under another name, or cannot be remembered. All its names seen, it is forgotten. */
  private isRepeated(inode: number, links: number): boolean {
    const left = this.linked.get(inode)
    if (left === undefined) {
      if (this.linked.size >= this.linksMax) {
        this.isOverfull = true
        return true
      }
      this.linked.set(inode, links - 1)
      return false
    }
    if (left > 1) this.linked.set(inode, left - 1)
    else this.linked.delete(inode)
    return true
  }
}
