import { formatBytes } from '@stowage/domain/format'
import type { HistoryPoint, HistoryRange } from '@stowage/domain/history'
import { spokenDuration } from './growth-words.ts'

export const rangeWords: Readonly<Record<HistoryRange, string>> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  '1y': 'year',
}

/** The line in one sentence: "Grew from 40.1 GiB to 48.2 GiB in 6 days; between them it was as low as 38.0 GiB." */
export function historySummary(points: readonly HistoryPoint[], range: HistoryRange): string {
  const known = points.flatMap(({ at, bytes }) => (bytes === null ? [] : [{ at, bytes }]))
  const first = known[0]
  const last = known.at(-1)
  if (!first || !last) return `Nothing was measured in the last ${rangeWords[range]}.`
  const unknownNow = points.at(-1)?.bytes === null ? ' Since then it is unknown.' : ''
  if (first === last) return `Measured once in the last ${rangeWords[range]}: ${formatBytes(last.bytes)}.${unknownNow}`
  const span = spokenDuration(last.at.getTime() - first.at.getTime())
  const [from, to] = [formatBytes(first.bytes), formatBytes(last.bytes)]
  const change =
    from === to
      ? `${to} at both ends of ${span}`
      : `${last.bytes > first.bytes ? 'Grew' : 'Shrank'} from ${from} to ${to} in ${span}`
  return `${change}${extremes(
    known.map(({ bytes }) => bytes),
    [first.bytes, last.bytes],
  )}.${gapsText(points)}${unknownNow}`
}

function extremes(values: readonly number[], ends: readonly number[]): string {
  const max = formatBytes(Math.max(...values))
  const min = formatBytes(Math.min(...values))
  const told = ends.map(formatBytes)
  const words = [told.includes(max) ? '' : `as high as ${max}`, told.includes(min) ? '' : `as low as ${min}`].filter(Boolean)
  return words.length > 0 ? `; between them it was ${words.join(' and ')}` : ''
}

function gapsText(points: readonly HistoryPoint[]): string {
  const gaps = points.slice(0, -1).filter(({ bytes }, index) => bytes === null && points[index - 1]?.bytes !== null).length
  return gaps === 0 ? '' : gaps === 1 ? ' For a while it was unknown.' : ` ${gaps} times it was unknown for a while.`
}
