import type { PathClass } from '@stowage/domain/facts'
import { pathClass } from '@stowage/domain/path-class'
import type { TreeEntry } from '@stowage/domain/reading'
import { z } from 'zod'
import { mapBounded } from './bounded.ts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { segment } from './url-segment.ts'
import { wholeBytes } from './whole-bytes.ts'

export type PathStat = Pick<TreeEntry, 'type' | 'bytes'>

/** As many paths of one container as are asked about one by one. */
export const statsMax = 300
const atOnce = 4
const togetherMs = 30_000

/** What is worth knowing the size of comes first. */
const worth: readonly PathClass[] = ['data', 'log', 'config', 'cache', 'temp', 'package']
export const likeliestFirst = (paths: readonly string[]): string[] => {
  const groups = Map.groupBy(paths, pathClass)
  return worth.flatMap((name) => groups.get(name) ?? [])
}

const Header = z.object({ size: z.number(), mode: z.number() })
/** Bits of Go's file modes. */
const directoryBit = 2 ** 31
const linkBit = 2 ** 27
const notFileBits = 2 ** 26 + 2 ** 25 + 2 ** 24 + 2 ** 21 + 2 ** 19
const has = (mode: number, bits: number) => (BigInt(Math.trunc(mode)) & BigInt(bits)) !== 0n

/** What the archive API says of a path, in its header. Pure. */
export function pathStat(header: string): PathStat | null {
  try {
    const { size, mode } = Header.parse(JSON.parse(Buffer.from(header, 'base64').toString('utf8')))
    if (has(mode, directoryBit)) return { type: 'directory', bytes: 0 }
    const type = has(mode, linkBit) ? 'link' : has(mode, notFileBits) ? 'other' : 'file'
    return { type, bytes: wholeBytes(size) }
  } catch {
    return null
  }
}

/**
 * Sizes of paths in a container by the archive API's HEAD, which reads nothing. Those that vanished or came too late are left out.
 * @throws EngineError `unreachable`
 */
export async function statPaths(
  call: EngineCall,
  containerId: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, PathStat>> {
  const stats = new Map<string, PathStat>()
  const endsAt = performance.now() + togetherMs
  await mapBounded(paths, atOnce, async (path) => {
    if (signal?.aborted || performance.now() > endsAt) return
    try {
      const request = { path: `/containers/${segment(containerId)}/archive`, query: { path } }
      const reply = await call({ method: 'HEAD', ...request, deadline: 'read', pool: 'measure' })
      const header = z.object({ 'x-docker-container-path-stat': z.string() }).safeParse(reply).data
      const stat = header ? pathStat(header['x-docker-container-path-stat']) : null
      if (stat) stats.set(path, stat)
    } catch (error) {
      if (!(error instanceof EngineError) || error.kind === 'unreachable') throw error
    }
  })
  return stats
}
