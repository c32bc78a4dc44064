import { readFile, statfs } from 'node:fs/promises'
import type { FilesystemFact } from '@stowage/domain/facts'

/** The machine's boot, which tells a clone or a restart apart (A32). Null where /proc has none. */
export async function readBootId(): Promise<string | null> {
  const text = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => null)
  return text === null ? null : text.trim().slice(0, 64)
}

/**
 * Space on the file system that holds `path`, as `df` counts it, in bytes. Null when it is not readable here, as in a container
 * without the data root. Only for the data root: never for a path that may be a network mount, whose stat can hang (M6).
 */
export async function readFilesystem(path: string): Promise<FilesystemFact | null> {
  const stats = await statfs(path).catch(() => null)
  if (!stats || stats.blocks === 0) return null
  return {
    totalBytes: stats.blocks * stats.bsize,
    usedBytes: (stats.blocks - stats.bfree) * stats.bsize,
    availableBytes: stats.bavail * stats.bsize,
    // btrfs and others make inodes as they need them
    totalInodes: stats.files || null,
    usedInodes: stats.files ? stats.files - stats.ffree : null,
  }
}
