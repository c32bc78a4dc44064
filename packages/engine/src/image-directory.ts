import { lstat, opendir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TreeEntry } from '@stowage/domain/reading'

/** One name in a directory of the image. `places`: of a directory, those of the layers below that make it up, the uppermost first. */
export type ImageEntry = { type: TreeEntry['type']; places: string[] }
export type ImageNames = ReadonlyMap<string, ImageEntry>

/** Names of one directory that are held at once, about 50 MB. Whoever made the image may have put millions into it. */
const namesMax = 200_000

/** What overlayfs leaves in place of something deleted: a character device 0/0. */
export const isWhiteout = (path: string): Promise<boolean> =>
  lstat(path).then(
    (stats) => stats.isCharacterDevice() && stats.rdev === 0,
    () => false,
  )

/**
 * One directory of an image as a container sees it, merged from the layers below as overlayfs does. Opaque directories of image layers
 * are taken for transparent: what one of them hides counts as of the image.
 * @throws Error when there are too many names to hold, or one of the places cannot be read
 */
export async function readImageDirectory(places: readonly string[], max = namesMax): Promise<ImageNames> {
  const names = new Map<string, ImageEntry>()
  const ended = new Set<string>()
  for (const place of places) {
    for await (const entry of await opendir(place, { bufferSize: 512 })) {
      if (names.size + ended.size > 2 * max) throw new Error('A directory of the image has too many names to compare.')
      if (ended.has(entry.name)) continue
      const path = join(place, entry.name)
      const known = names.get(entry.name)
      if (entry.isDirectory()) {
        if (known) known.places.push(path)
        else names.set(entry.name, { type: 'directory', places: [path] })
        continue
      }
      ended.add(entry.name)
      if (known || (entry.isCharacterDevice() && (await isWhiteout(path)))) continue
      names.set(entry.name, { type: entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'other', places: [] })
    }
  }
  return names
}
