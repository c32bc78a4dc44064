import { formatBytes } from './format.ts'
import type { TreeEntry } from './reading.ts'

/** Below this the explanation would be longer than the matter is large. */
const worthBytes = 1024 * 1024

/**
 * Why a file that the image brought counts in a writable layer with all its bytes (C3, B8). Null where there is nothing to explain.
 */
export function copyUpWords(entry: Pick<TreeEntry, 'type' | 'change' | 'bytes'>): string | null {
  if (entry.type !== 'file' || entry.change !== 'changed' || entry.bytes === null || entry.bytes < worthBytes) return null
  const size = formatBytes(entry.bytes)
  return `A file of the image, copied up: the first change to it, be it one byte, chmod or chown, copies all ${size} into this layer. Set owner and mode in the image, or keep the file on a volume.`
}
