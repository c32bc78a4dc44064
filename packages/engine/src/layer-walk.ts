import { join } from 'node:path'
import { caps } from '@stowage/domain/facts'
import type { TreeEntry } from '@stowage/domain/reading'
import { generalDirectories } from './general-directories.ts'
import { type ImageNames, isWhiteout, readImageDirectory } from './image-directory.ts'
import type { LayerPlace } from './layer-place.ts'
import { LinkedFiles } from './linked-files.ts'
import { type WalkOptions, walkFiles } from './walk-files.ts'

/**
 * One path of a writable layer, absolute in the container. `bytes` apparent, 0 for directories and for further names of a file with
 * several. `home`: of what was added, the directory that a volume would be put at to keep it.
 */
export type LayerEntry = {
  path: string
  type: TreeEntry['type']
  change: 'added' | 'changed' | 'deleted'
  bytes: number
  home: string
}

/** A directory being walked. `places` empty: the image has none here. `names` are read when first asked for. */
type Open = { path: string; places: readonly string[]; names: ImageNames | null; home: string; isMounted: boolean }

const noNames: ImageNames = new Map()
/** In place of the names below the last directory that has a path: too long to be told, so that it only counts in those above it. */
const tooDeep = `/${'…'.repeat(caps.path)}`
const types: Readonly<Record<string, TreeEntry['type']>> = { f: 'file', d: 'directory', l: 'link' }

/** The image's names beside an entry. Only directories that the image has cost a look at it: below an added one all is added. */
async function namesIn(directory: Open): Promise<ImageNames> {
  directory.names ??= directory.places.length > 0 ? await readImageDirectory(directory.places) : noNames
  return directory.names
}

/** An added directory is its own home, but for one in a directory that the image keeps empty, as it does for data. */
function homeOf(path: string, parent: Open, names: ImageNames): string {
  if (parent.places.length === 0) return parent.home
  return names.size === 0 && !generalDirectories.has(parent.path || '/') ? parent.path : path
}

/**
 * Tells each path of a writable layer against its image, by names as `docker diff` does. Mount points are left out.
 * @param take may read the image's side of a changed directory from `places`
 */
export async function walkLayer(
  place: LayerPlace,
  options: WalkOptions,
  take: (entry: LayerEntry, places: readonly string[]) => void,
): Promise<{ partial: boolean }> {
  const walk = walkFiles(place.upper, options)
  const linked = new LinkedFiles()
  const open: Open[] = [{ path: '', places: place.lowers, names: null, home: '/', isMounted: false }]

  const enter = (parent: Open, path: string, names: ImageNames, name: string): Open => {
    const places = names.get(name)?.places ?? []
    const home = places.length > 0 ? path : homeOf(path, parent, names)
    const directory = { path, places, names: null, home, isMounted: parent.isMounted || place.mounted.has(path) }
    open.push(directory)
    return directory
  }

  for await (const batch of walk.batches) {
    for (const file of batch) {
      while (open.length > file.depth) open.pop()
      const parent = open.at(-1)
      if (!parent) continue
      const { name } = file
      const hasPath = open.length === file.depth
      const path = `${parent.path}${hasPath ? `/${name}` : tooDeep}`
      const names = hasPath ? (parent.names ?? (await namesIn(parent))) : noNames
      const known = names.get(name)
      if (file.kind === 'd' && path.length <= caps.path) {
        const directory = enter(parent, path, names, name)
        const change = known ? 'changed' : 'added'
        if (!directory.isMounted) take({ path, type: 'directory', change, bytes: 0, home: directory.home }, directory.places)
        continue
      }
      if (parent.isMounted || place.mounted.has(path)) continue
      const type = types[file.kind] ?? 'other'
      if (type === 'directory') {
        take({ path, type, change: 'added', bytes: 0, home: parent.home }, [])
        continue
      }
      const home = parent.path === '' ? path : parent.home
      if (file.kind === 'c' && (await isWhiteout(join(place.upper, path)))) {
        if (known) take({ path, type: known.type, change: 'deleted', bytes: 0, home }, [])
        continue
      }
      take({ path, type, change: known ? 'changed' : 'added', bytes: linked.bytesOf(file), home }, [])
    }
  }
  return { partial: walk.isPartial() || linked.isOverfull }
}
