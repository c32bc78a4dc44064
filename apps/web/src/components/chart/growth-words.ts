import { formatBytes, formatDuration } from '@stowage/domain/format'
import type { HistoryPoint } from '@stowage/domain/history'

/** "+3.1 GiB", "−120 MiB", "0 B". */
export const signedBytes = (bytes: number): string => {
  const size = formatBytes(Math.abs(bytes))
  return size === '0 B' ? size : `${bytes < 0 ? '−' : '+'}${size}`
}

/** "+443 MiB/d". */
export const rateText = (bytesPerDay: number): string => `${signedBytes(bytesPerDay)}/d`

const spokenUnits: Readonly<Record<string, string>> = { y: 'year', d: 'day', h: 'hour', min: 'minute', s: 'second' }

/** "7 days", "3 hours". */
export function spokenDuration(ms: number): string {
  const [count = '0', unit = 's'] = formatDuration(ms).split(' ')
  return `${count} ${spokenUnits[unit] ?? unit}${count === '1' ? '' : 's'}`
}

/** A line in words for people who do not see it: "plus 3.1 GiB in 7 days", "no change in 3 hours", "one figure". */
export function changeWords(points: readonly HistoryPoint[]): string {
  const known = points.filter((point) => point.bytes !== null)
  const first = known[0]
  const last = known.at(-1)
  if (!first || !last) return 'no figures'
  if (first === last) return 'one figure'
  const span = spokenDuration(last.at.getTime() - first.at.getTime())
  const delta = (last.bytes ?? 0) - (first.bytes ?? 0)
  if (delta === 0) return `no change in ${span}`
  return `${delta > 0 ? 'plus' : 'minus'} ${formatBytes(Math.abs(delta))} in ${span}`
}
