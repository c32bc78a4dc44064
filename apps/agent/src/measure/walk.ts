import type { TreeEntry } from '@stowage/domain/reading'
import { sizeReasons } from '@stowage/engine/volume-sizes'
import type { ChildEnd, Children } from './children.ts'
import { TreeTally } from './tree-tally.ts'
import { type Counted, recordFormat, recordReader, WalkTally } from './walk-tally.ts'

export type WalkOptions = {
  children: Children
  /** What `find` is started through, as in `ionice -c 3`. */
  through: readonly string[]
  path: string
  withTree: boolean
  deadlineMs: number
  silentMs: number
  signal: AbortSignal
  onCount?: (bytes: number, files: number) => void
}

export type Walked =
  /** `partial`: at least so much; `reason` says what cut it short. */
  | (Counted & { how: 'counted'; partial: boolean; reason: string | null; tree: { total: number; entries: TreeEntry[] } | null })
  | { how: 'unknown'; reason: string }
  | { how: 'stopped' }

/**
 * One walk of a directory by GNU find in a child process, as `du -x` goes. Files that vanish meanwhile are no error. Never throws; the
 * deadline leaves what was counted so far.
 */
export async function walk(options: WalkOptions): Promise<Walked> {
  const tree = options.withTree ? new TreeTally() : null
  const tally = new WalkTally({ tree })
  const read = recordReader((record) => tally.add(record))
  const end = await options.children.run({
    argv: [...options.through, 'find', options.path, '-xdev', ...recordFormat(options.withTree ? '%f' : '')],
    place: options.path,
    deadlineMs: options.deadlineMs,
    silentMs: options.silentMs,
    signal: options.signal,
    onOutput: (chunk) => {
      read(chunk)
      if (!options.onCount) return
      const { bytes, files } = tally.counted()
      options.onCount(bytes, files)
    },
  })
  if (end.how === 'stopped') return { how: 'stopped' }
  if (tally.rootType === null) return { how: 'unknown', reason: nothingReason(end) }
  if (tally.rootType !== 'd') return { how: 'unknown', reason: sizeReasons.notDirectory }
  const reason = cutReason(end) ?? (tally.isOverfull ? sizeReasons.links : null)
  // its own entry could be read, and nothing in it
  if (reason === sizeReasons.permission && tally.entries === 1) return { how: 'unknown', reason }
  return {
    ...tally.counted(),
    ...{ how: 'counted', partial: reason !== null, reason },
    tree: tree && { total: tree.total, entries: tree.entries() },
  }
}

function nothingReason(end: ChildEnd): string {
  if (end.how === 'exit' && /No such file or directory$/m.test(end.errors)) return sizeReasons.gone
  return cutReason(end) ?? sizeReasons.unreadable
}

/** What kept find from telling everything, null when nothing did. */
function cutReason(end: ChildEnd): string | null {
  if (end.how === 'late') return sizeReasons.deadline
  if (end.how === 'silent' || end.how === 'stuck') return sizeReasons.silent
  if (end.how !== 'exit' || end.code === null) return sizeReasons.unreadable
  const complaints = end.errors.split('\n').filter((line) => line !== '' && !line.endsWith('No such file or directory'))
  if (complaints.length === 0) return null
  return complaints.every((line) => /(Permission denied|Operation not permitted)$/.test(line))
    ? sizeReasons.permission
    : sizeReasons.unreadable
}
