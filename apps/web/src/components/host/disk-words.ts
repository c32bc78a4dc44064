import type { Used } from './disk-plot.ts'

/** "92 %", rounded up as `df` does. */
export const percentText = (used: number, capacity: number): string =>
  capacity > 0 ? `${Math.ceil((used / capacity) * 100)} %` : '—'

/** The chart in one sentence: "369 GiB of 400 GiB used (93 %), from 340 GiB at the left end; full in 41 d (27–88)." */
export function diskSummary(points: readonly Used[], figure: (value: number) => string, forecast: string | null): string {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return 'Nothing was measured in this range.'
  const now = `${figure(last.used)} of ${figure(last.capacity)} used (${percentText(last.used, last.capacity)})`
  const change = figure(first.used) === figure(last.used) ? 'as at the left end' : `from ${figure(first.used)} at the left end`
  return `${now}, ${change}${forecast ? `; ${forecast}` : ''}.`
}
