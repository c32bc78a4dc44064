import type { Forecast } from '../history.ts'
import type { DayPeak } from './day-peaks.ts'
import { type KnownDay, knownDays, steps } from './day-steps.ts'
import { median, pairwise, quantile } from './statistics.ts'

/** The least growth that counts, points a day. */
const leastRate = 0.03
const window = 28
const aheadDays = 7

export interface Planned {
  forecast: Forecast
  /** Days that the figures rest on. */
  daysMeasured: number
  /** Where the use will be in seven days if the forecast holds, for the comparison with what came; null without a trend. */
  expectedPercent: number | null
}

/** The planning track of one file system by its daily peaks, the last being the last complete UTC day (audit 7.3). */
export function planning(days: readonly DayPeak[]): Planned {
  const known = knownDays(days)
  const found = steps(known)
  const falls = found.filter(({ kind }) => kind === 'fall')
  if (falls.length >= 2)
    return recurring(
      known,
      falls.map(({ index }) => index),
    )
  const from = falls[0]?.index ?? 0
  const recent = known.slice(from).filter(({ x }) => x > -window)
  const firstIndex = known.length - recent.length
  // A step needs the day before it, so one that leads into the window is none within it.
  const rises = found.filter(({ kind, index }) => kind === 'rise' && index > firstIndex)
  const [rise] = rises
  const level =
    rise && rises.length === 1
      ? recent.map((day, index) => (firstIndex + index < rise.index ? { ...day, y: day.y + rise.beyond } : day))
      : recent
  return trend(level)
}

function recurring(known: readonly KnownDay[], falls: readonly number[]): Planned {
  const peaks = falls.flatMap((index) => known[index - 1]?.y ?? [])
  const forecast: Forecast = {
    ...{ kind: 'recurring', falls: falls.length },
    ...{ peakLow: Math.min(...peaks), peakHigh: Math.max(...peaks) },
  }
  return { forecast, daysMeasured: known.length, expectedPercent: null }
}

function trend(days: readonly KnownDay[]): Planned {
  const n = days.length
  if (n < 7) return { forecast: { kind: 'too_early', days: n }, daysMeasured: n, expectedPercent: null }
  const { slopes, signs } = pairwise(days)
  const b = median(slopes)
  const sigma = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  const z = (signs - Math.sign(signs)) / sigma
  const h = Math.min(7, Math.floor(n / 2))
  const y = days.map((day) => day.y)
  const r = (median(y.slice(-h)) - median(y.slice(-2 * h, -h))) / h
  if (b < leastRate || z < 2.58 || r < 0.25 * b) return { forecast: { kind: 'no_trend' }, daysMeasured: n, expectedPercent: null }

  const c = median(days.map((day) => day.y - b * day.x))
  const last = Math.max(c, median(y.slice(-3)))
  const isAccelerating = n >= 21 && r > 1.4 * b
  const pace = isAccelerating ? r : b
  const told = { daysMeasured: n, expectedPercent: last + aheadDays * pace }
  if (n < 14 || z < 3.3) return { forecast: { kind: 'rate_only', pointsPerDay: b }, ...told }

  const left = 100 - last
  const t = left / pace
  if (t > 180) return { forecast: { kind: 'over_180' }, ...told }
  const residuals = days.map((day) => day.y - b * day.x - c)
  const [slow, fast] = slopeBand(slopes, 1.2816 * sigma)
  const hi = slow > 0 ? (left - Math.min(0, quantile(residuals, 0.1))) / slow : null
  const lo = Math.max(0, (left - Math.max(0, quantile(residuals, 0.9))) / Math.max(fast, pace))
  const forecast: Forecast = {
    ...{ kind: 'date', days: t, loDays: lo, hiDays: hi },
    ...{ accelerating: isAccelerating, pointsPerDay: pace },
  }
  return { forecast, ...told }
}

/** The slopes that 80 % of the chance lies between, by the ranks of Mann–Kendall. */
function slopeBand(sorted: readonly number[], c: number): [number, number] {
  const n = sorted.length
  const at = (rank: number) => sorted[Math.min(n - 1, Math.max(0, rank))] ?? 0
  return [at(Math.floor((n - c) / 2)), at(Math.ceil((n + c) / 2))]
}
