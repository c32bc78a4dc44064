import type { WalkedFile } from './walk-files.ts'

/** Remembered at once, about 20 MB. */
const rememberedMax = 200_000

/** Counts a file with several names once, as the engine does (W4). Forgets it when all its names were seen. */
export class LinkedFiles {
  /** There were too many to remember: from then on what is counted is "at least". */
  isOverfull = false
  private readonly left = new Map<string, number>()
  private readonly max: number

  constructor(max = rememberedMax) {
    this.max = max
  }

  /** What this name of the file adds. */
  bytesOf({ bytes, links, inode }: Pick<WalkedFile, 'bytes' | 'links' | 'inode'>): number {
    if (links === 1) return bytes
    const left = this.left.get(inode)
    if (left === undefined) {
      if (this.left.size >= this.max) {
        this.isOverfull = true
        return 0
      }
      this.left.set(inode, links - 1)
      return bytes
    }
    if (left === 1) this.left.delete(inode)
    else this.left.set(inode, left - 1)
    return 0
  }
}
