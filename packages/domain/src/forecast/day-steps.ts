import type { DayPeak } from './day-peaks.ts'
import { median } from './statistics.ts'

/** A known day: `x` days before the last complete one (0 or less), `y` its peak in percent. */
export interface KnownDay {
  x: number
  y: number
  reclaimed: number
}

/** The change from the known day before `index` to the one there, apart from the usual growth `m`. */
export interface Step {
  index: number
  kind: 'fall' | 'rise'
  beyond: number
}

export const knownDays = (days: readonly DayPeak[]): KnownDay[] =>
  days.flatMap(({ peak, reclaimedPoints = 0 }, index) =>
    peak === null ? [] : [{ x: index - days.length + 1, y: peak, reclaimed: reclaimedPoints }],
  )

/** Falls and rises that are no noise (audit 7.3.1). */
export function steps(known: readonly KnownDay[]): Step[] {
  const differences = known.slice(1).map((day, index) => day.y - (known[index]?.y ?? day.y))
  if (differences.length === 0) return []
  const usual = median(differences)
  const jump = Math.max(5 * 1.4826 * median(differences.map((each) => Math.abs(each - usual))), 2)
  return differences.flatMap((difference, before): Step[] => {
    const beyond = difference - usual
    const index = before + 1
    if (beyond < -jump || (known[index]?.reclaimed ?? 0) >= 2) return [{ index, kind: 'fall', beyond }]
    return beyond > jump ? [{ index, kind: 'rise', beyond }] : []
  })
}
