import type { Children } from './children.ts'
import { type Counted, recordFormat, recordReader, WalkTally } from './walk-tally.ts'

export type WalkSmallOptions = {
  children: Children
  through: readonly string[]
  paths: readonly string[]
  signal: AbortSignal
}

const deadlineMs = 60_000

/**
 * Several small directories by one find, one after the other: to start it takes longer than to walk one of them.
 * @returns by path; null when anything was in the way, so that each is to be walked alone
 */
export async function walkSmall({
  children,
  through,
  paths,
  signal,
}: WalkSmallOptions): Promise<ReadonlyMap<string, Counted> | null> {
  const tallies = new Map<string, WalkTally>()
  let tally: WalkTally | null = null
  const read = recordReader((record) => {
    const [type, , , , , , , depth, ...root] = record.split(' ')
    if (type === 'd' && depth === '0') {
      tally = new WalkTally({ tree: null })
      tallies.set(Buffer.from(root.join(' '), 'latin1').toString('utf8'), tally)
    }
    tally?.add(record)
  })
  const end = await children.run({
    argv: [...through, 'find', ...paths, '-xdev', ...recordFormat('%H')],
    ...{ place: paths.join('\0'), deadlineMs, silentMs: deadlineMs, signal, onOutput: read },
  })
  const isWhole = end.how === 'exit' && end.code === 0 && end.errors === ''
  const isCounted = paths.every((path) => tallies.get(path)?.isOverfull === false)
  if (!isWhole || !isCounted) return null
  return new Map([...tallies].map(([path, each]) => [path, each.counted()]))
}
