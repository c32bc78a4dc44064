import type { SizeFact, VolumeFact } from '@stowage/domain/facts'
import type { Tree } from '@stowage/domain/reading'
import { sizeReasons } from '@stowage/engine/volume-sizes'
import type { Clock } from '../clock.ts'
import type { Children } from './children.ts'
import { fileSystemUse } from './disk-tools.ts'
import { walk } from './walk.ts'
import type { Counted } from './walk-tally.ts'
import type { Way } from './way.ts'

/** A volume may take so long; what was counted by then is told as "at least" (B14). */
const walkMs = 600_000
/** A file system that tells nothing for so long does not answer. */
const silentMs = 120_000

export type LookOptions = {
  children: Children
  clock: Clock
  signal: AbortSignal
  withTree?: boolean
  onCount?: ((bytes: number, files: number) => void) | undefined
}

export type Look = { fact: SizeFact; tree: Tree | null }

const nothing: Omit<SizeFact, 'name' | 'measuredAt'> = {
  ...{ bytes: null, partial: false, atMostBytes: null, apparentBytes: null, files: null, newestWriteAt: null, reason: null },
  basis: 'allocated',
  method: null,
}

/** The size of a volume that was walked to its end. */
export const countedFact = (name: string, measuredAt: string, counted: Counted): SizeFact => ({
  ...{ name, ...nothing, measuredAt, ...counted, method: 'du' },
})

/**
 * Looks at one volume in the way that was found for it. Never throws.
 * @returns null when it was stopped
 */
export async function look(
  { name, mountpoint }: Pick<VolumeFact, 'name' | 'mountpoint'>,
  way: Exclude<Way, { how: 'engine' }>,
  { children, clock, signal, withTree = false, onCount }: LookOptions,
): Promise<Look | null> {
  const measuredAt = clock.now().toISOString()
  const blank: SizeFact = { name, ...nothing, measuredAt }
  if (way.how === 'unknown') return { fact: { ...blank, reason: way.reason }, tree: null }
  if (way.how === 'statfs') {
    const atMostBytes = await fileSystemUse(children, mountpoint, signal)
    if (signal.aborted) return null
    const reason = atMostBytes === null ? sizeReasons.silent : sizeReasons.wholeFileSystem
    return { fact: { ...blank, atMostBytes, reason, method: atMostBytes === null ? null : 'statfs' }, tree: null }
  }
  const { through } = way
  const walked = await walk({ children, through, path: mountpoint, withTree, deadlineMs: walkMs, silentMs, signal, onCount })
  if (walked.how === 'stopped') return null
  if (walked.how === 'unknown') return { fact: { ...blank, reason: walked.reason }, tree: null }
  const { how: _, tree, ...counted } = walked
  const { bytes, files, partial, reason } = counted
  return {
    fact: { ...countedFact(name, measuredAt, counted), partial, reason },
    tree: tree && { basis: 'allocated', bytes, files, partial, reason, ...tree },
  }
}
