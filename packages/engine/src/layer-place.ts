import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { posix } from 'node:path'
import type { ContainerReply } from './replies.ts'

/** Where a writable layer is on this host, and over what. `lowers`: the directories of its image, the uppermost first. */
export type LayerPlace = { upper: string; lowers: string[]; mounted: ReadonlySet<string> }

/** Destinations of every mount: what is at or below them is elsewhere, though the mount point itself is in the layer (C4, B9). */
export function mountPoints(inspect: ContainerReply): Set<string> {
  const destinations = [
    ...(inspect.Mounts ?? []).map((mount) => mount.Destination ?? ''),
    ...Object.keys(inspect.HostConfig?.Tmpfs ?? {}),
  ]
  return new Set(destinations.filter((path) => path.startsWith('/')).map((path) => posix.normalize(path).replace(/(.)\/$/, '$1')))
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/**
 * The place of an overlay2 layer that this process can read, else null: other drivers and the containerd store tell no path (W1), and
 * an agent in a container sees the data root only when it is mounted there.
 */
export async function layerPlace(inspect: ContainerReply): Promise<LayerPlace | null> {
  const { Name, Data } = inspect.GraphDriver ?? {}
  const upper = text(Data?.UpperDir)
  const lowers = text(Data?.LowerDir).split(':').filter(Boolean)
  if (Name !== 'overlay2' || upper === '' || lowers.length === 0) return null
  try {
    for (const directory of [upper, ...lowers]) await access(directory, constants.R_OK | constants.X_OK)
  } catch {
    return null
  }
  return { upper, lowers, mounted: mountPoints(inspect) }
}
