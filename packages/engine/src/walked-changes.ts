import { lstat, opendir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tree } from '@stowage/domain/reading'
import { type ImageNames, readImageDirectory } from './image-directory.ts'
import type { LayerOptions } from './layer-host.ts'
import type { LayerPlace } from './layer-place.ts'
import { LayerTree } from './layer-tree.ts'
import { walkLayer } from './layer-walk.ts'
import { opaqueDirectories } from './opaque-directories.ts'
import type { WalkOptions } from './walk-files.ts'
import { wholeBytes } from './whole-bytes.ts'

/** Beyond so many changed directories of the image nobody looks whether they were emptied as a whole. */
const emptiedMax = 20_000

/** Times of a directory tell nothing: they change with every name in it, and change back. */
async function hasSameRights(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => lstat(path).catch(() => null)))
  return a?.mode === b?.mode && a?.uid === b?.uid && a?.gid === b?.gid
}

/** Which of the image's names a directory has, however many others it has. */
async function namesAlso(directory: string, image: ImageNames): Promise<Set<string>> {
  const names = new Set<string>()
  for await (const { name } of await opendir(directory, { bufferSize: 512 })) if (image.has(name)) names.add(name)
  return names
}

/** Every path of a readable layer against its image, with sizes: one walk, and the names that directories made anew have lost. */
export async function walkedChanges(layer: LayerPlace, options: LayerOptions & WalkOptions): Promise<Tree> {
  const tree = new LayerTree()
  const changed = new Map<string, readonly string[]>()
  const counted = { bytes: 0, files: 0 }
  const { partial } = await walkLayer(layer, options, (entry, places) => {
    const { path, type, change, bytes } = entry
    tree.add({ path, type, change, bytes })
    if (type !== 'directory') {
      counted.bytes += bytes
      if (change !== 'deleted') counted.files++
      options.onCount?.(wholeBytes(counted.bytes), counted.files)
    } else if (places.length > 0 && changed.size < emptiedMax) changed.set(path, places)
  })
  for (const directory of await opaqueDirectories(layer.upper, [...changed.keys()])) {
    const image = await readImageDirectory(changed.get(directory) ?? [])
    const now = await namesAlso(join(layer.upper, directory), image).catch(() => new Set())
    for (const [name, { type }] of image) {
      const path = `${directory}/${name}`
      if (!now.has(name) && !layer.mounted.has(path)) tree.addDeleted(path, type)
    }
  }
  for (const directory of tree.bareDirectories()) {
    const [place] = changed.get(directory) ?? []
    if (!place || !(await hasSameRights(join(layer.upper, directory), place))) tree.keep(directory)
  }
  return tree.tree({ basis: 'apparent', partial, reason: null })
}
