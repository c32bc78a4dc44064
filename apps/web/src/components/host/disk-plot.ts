import type { DiskForecast, DiskPoint } from '@stowage/domain/history'
import type { PlotData } from '../chart/plot-data.ts'

const dayS = 86_400
const quarterHourS = 900

export interface Used {
  at: number
  used: number
  /** What ordinary users could fill. */
  capacity: number
}

/** One dimension of the points, in seconds; points that do not have it are left out. */
export const usedOf = (points: readonly DiskPoint[], dimension: DiskForecast['dimension']): Used[] =>
  points.flatMap(({ at, usedBytes, availableBytes, usedInodes, availableInodes }) => {
    const second = at.getTime() / 1000
    if (dimension === 'bytes') return [{ at: second, used: usedBytes, capacity: usedBytes + availableBytes }]
    return usedInodes === null || availableInodes === null
      ? []
      : [{ at: second, used: usedInodes, capacity: usedInodes + availableInodes }]
  })

/** Seconds without a point after which nothing is drawn. The server keeps the ends of each hundredth of a long range. */
function gapAfter(points: readonly Used[]): number {
  const steps = points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? at))
  const median = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
  const span = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)
  return Math.max(3 * median, 1.5 * (span / 100), quarterHourS)
}

/** Used space and its limit over `rangeS` up to now, and ahead the forecast with its band where there is a date (audit 7.4: else none). */
export function diskPlot(points: readonly Used[], forecast: DiskForecast | null, now: Date, rangeS: number): PlotData {
  const nowS = now.getTime() / 1000
  const last = points.at(-1)
  const date = forecast?.forecast.kind === 'date' && last ? forecast.forecast : null
  const ahead = date ? aheadOf(date, last?.at ?? nowS, rangeS) : []
  const gap = gapAfter(points)
  const times: number[] = []
  const rows: { used: number | null; capacity: number | null }[] = []
  points.forEach(({ at, used, capacity }, index) => {
    const before = points[index - 1]?.at
    if (before !== undefined && at <= before) return
    if (before !== undefined && at - before > gap) {
      times.push(before + 0.001)
      rows.push({ used: null, capacity: null })
    }
    times.push(at)
    rows.push({ used, capacity })
  })
  const past = times.length
  const blank = ahead.map(() => null)
  const series = (pick: 'used' | 'capacity') => rows.map((row) => row[pick])
  const toward = (days: number | null) => [
    ...Array.from({ length: Math.max(0, past - 1) }, () => null),
    ...(past > 0 ? [last?.used ?? null] : []),
    ...ahead.map((at) => (last ? reached(last, days, at) : null)),
  ]
  const until = (days: number, values: (number | null)[]) =>
    values.map((value, index) => (last && index >= past && (ahead[index - past] ?? 0) > last.at + days * dayS + 1 ? null : value))
  return {
    times: [...times, ...ahead],
    series: [
      { label: 'Used', token: 'chart-in-use', look: 'area', values: [...series('used'), ...blank] },
      {
        label: 'Limit',
        token: 'text-3',
        look: 'dashed',
        values: [...series('capacity'), ...ahead.map(() => last?.capacity ?? null)],
      },
      ...(date
        ? ([
            { label: 'Forecast', token: 'chart-in-use', look: 'dashed', values: until(date.days, toward(date.days)) },
            { label: 'Earliest', token: 'chart-in-use', look: 'hidden', values: toward(date.loDays) },
            { label: 'Latest', token: 'chart-in-use', look: 'hidden', values: toward(date.hiDays) },
          ] as const)
        : []),
    ],
    band: date ? { upper: 3, lower: 4, token: 'chart-in-use' } : null,
    from: nowS - rangeS,
    to: Math.max(nowS, ahead.at(-1) ?? 0),
    max: last?.capacity ?? 0,
  }
}

/** Moments ahead at which a line bends, within as long ahead as the range looks back. */
function aheadOf(
  { days, loDays, hiDays }: { days: number; loDays: number; hiDays: number | null },
  from: number,
  rangeS: number,
): number[] {
  const end = from + Math.min(rangeS, Math.max((hiDays ?? days * 2) * dayS, 2 * dayS))
  const bends = [loDays, days, ...(hiDays === null ? [] : [hiDays])].map((day) => from + day * dayS)
  return [...new Set([...bends.filter((at) => at > from && at < end), end])].sort((a, b) => a - b)
}

/** What is used at a moment ahead when the disk fills in `days`; never more than it holds, and no growth where the end is open. */
function reached({ at: from, used, capacity }: Used, days: number | null, at: number): number {
  if (days === null) return used
  if (days <= 0) return capacity
  return Math.min(capacity, used + ((capacity - used) * (at - from)) / (days * dayS))
}
