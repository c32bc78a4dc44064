import { posix } from 'node:path'
import type { LostPath } from '@stowage/domain/facts'
import { caps } from '@stowage/domain/facts'
import { pathClass, spareClasses } from '@stowage/domain/path-class'
import { generalDirectories } from './general-directories.ts'
import type { LayerEntry } from './layer-walk.ts'
import { wholeBytes } from './whole-bytes.ts'

const homesMax = 2000
const pathsMax = 5
/** So many neighbours are told as the directory that holds them. */
const neighbours = 3

const parentOf = (path: string) => posix.dirname(path)

/** Added data that a re-created container would not have: everything added outside temp, cache and package paths (CTR-201). */
export class LostData {
  bytes = 0
  private homes = new Map<string, number>()

  add({ path, change, bytes, home }: LayerEntry): void {
    if (change !== 'added' || bytes === 0 || spareClasses.includes(pathClass(path))) return
    this.bytes += bytes
    const at = this.homes.has(home) || this.homes.size < homesMax ? home : parentOf(home)
    this.homes.set(at, (this.homes.get(at) ?? 0) + bytes)
  }

  /** The directories that hold most of it, the largest first. */
  paths(): LostPath[] {
    const siblings = Map.groupBy(this.homes.keys(), parentOf)
    const merged = new Map<string, number>()
    for (const [home, bytes] of this.homes) {
      const parent = parentOf(home)
      const isOneOfMany = !generalDirectories.has(parent) && (siblings.get(parent)?.length ?? 0) >= neighbours
      const at = isOneOfMany ? parent : home
      merged.set(at, (merged.get(at) ?? 0) + bytes)
    }
    return [...merged]
      .map(([path, bytes]) => ({ path: path.slice(0, caps.path), bytes: wholeBytes(bytes) }))
      .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
      .slice(0, pathsMax)
  }
}
