import { spokenDuration } from '../chart/growth-words.ts'
import type { Used } from './disk-plot.ts'

/** "92 %", rounded up as `df` does. */
export const percentText = (used: number, capacity: number): string =>
  capacity > 0 ? `${Math.ceil((used / capacity) * 100)} %` : '—'

/** The chart in one sentence: "369 GiB of 400 GiB used (93 %), up from 340 GiB 29 days ago; full in 41 d (27–88)." */
export function diskSummary(points: readonly Used[], figure: (value: number) => string, forecast: string | null): string {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return 'Nothing was measured in this range.'
  const now = `${figure(last.used)} of ${figure(last.capacity)} used (${percentText(last.used, last.capacity)})`
  const ago = spokenDuration((last.at - first.at) * 1000)
  if (first === last) return `${now}${forecast ? `; ${forecast}` : ''}.`
  const change =
    figure(first.used) === figure(last.used)
      ? `as ${ago} ago`
      : `${last.used > first.used ? 'up' : 'down'} from ${figure(first.used)} ${ago} ago`
  return `${now}, ${change}${forecast ? `; ${forecast}` : ''}.`
}
