import type { Runaway } from '../history.ts'
import { dayMs, hourMs, percentOf, sinceResize, slotMs, type UseSample } from './use-sample.ts'

export interface RunawayVerdict {
  /** Whether the gates hold at this moment; unknown: too few samples to say. */
  now: 'yes' | 'no' | 'unknown'
  /** What to tell: it holds on until twelve samples in a row say no. */
  runaway: Runaway | null
}

const alarmAfter = 3
const clearAfter = 12
const staleMs = 2 * slotMs

/**
 * The runaway track at time `t`, ms since 1970 (audit 7.2). `samples` ascend: those of the last 25 h every five minutes, before that
 * hourly maxima are as good, eight days back. `before`: what this said the last time; nothing else is kept between calls.
 */
export function runaway(samples: readonly UseSample[], t: number, before: Runaway | null): RunawayVerdict {
  const end = samples.findLastIndex(({ at }) => at <= t)
  const past = sinceResize(samples.slice(0, end + 1))
  const last = past.at(-1)
  if (!last || t - last.at > staleMs) return { now: 'unknown', runaway: before }
  const judged: (Fill | 'no' | 'unknown')[] = []
  // The newest sample first, and no more than needed.
  for (let count = past.length; count > 0 && judged.length < (before ? clearAfter : alarmAfter); count -= 1) {
    judged.push(fillAt(count === past.length ? past : past.slice(0, count)))
    const isOpen = before ? judged.every((each) => each === 'no') : judged.every((each) => typeof each === 'object')
    if (!isOpen) break
  }
  const [newest] = judged
  if (newest === undefined || newest === 'unknown') return { now: 'unknown', runaway: before }
  if (newest === 'no') {
    const isOver = judged.length >= clearAfter && judged.every((each) => each === 'no')
    return { now: 'no', runaway: isOver ? null : before }
  }
  if (before) return { now: 'yes', runaway: { ...before, ...newest } }
  const isCertain = judged.length >= alarmAfter && judged.every((each) => typeof each === 'object')
  return { now: 'yes', runaway: isCertain ? { sinceAt: new Date(last.at), ...newest } : null }
}

interface Fill {
  loHours: number
  hiHours: number
}

/** All gates at the time of the last sample. */
function fillAt(samples: readonly UseSample[]): Fill | 'no' | 'unknown' {
  const last = samples.at(-1)
  if (!last) return 'unknown'
  if (percentOf(last) <= 60) return 'no'
  const long = windowOf(samples, { hours: 24, leastHours: 12 })
  const short = windowOf(samples, { hours: 6, leastHours: 6 })
  const newest = windowOf(samples, { hours: 2, leastHours: 2 })
  if (!long || !short || !newest) return 'unknown'
  const pace = fit(short)
  const hours = [pace, fit(long)].map(({ slope, level }) =>
    slope > 0 ? Math.max(0, 100 - level) / slope : Number.POSITIVE_INFINITY,
  )
  if (hours.some((each) => each > 24)) return 'no'
  if (fit(newest).slope < 0.5 * pace.slope) return 'no'
  if (!isNewHigh(samples, last)) return 'no'
  return { loHours: Math.min(...hours), hiHours: Math.max(...hours) }
}

/** The samples of the last `hours`, less after a resize but at least `leastHours`; null when over a fifth of them is missing. */
function windowOf(
  samples: readonly UseSample[],
  { hours, leastHours }: { hours: number; leastHours: number },
): readonly UseSample[] | null {
  const t = samples.at(-1)?.at ?? 0
  const from = Math.max(t - hours * hourMs, (samples[0]?.at ?? t) - slotMs)
  if (t - from < leastHours * hourMs) return null
  let begin = samples.length
  let slots = 0
  let slot = Number.POSITIVE_INFINITY
  for (let sample = samples[begin - 1]; sample && sample.at > from; sample = samples[begin - 1]) {
    begin -= 1
    const own = Math.floor(sample.at / slotMs)
    if (own < slot) slots += 1
    slot = own
  }
  return slots < 0.8 * ((t - from) / slotMs) ? null : samples.slice(begin)
}

/** Least squares by the hour; the level is that of the line at the last sample. */
function fit(samples: readonly UseSample[]): { slope: number; level: number } {
  const t = samples.at(-1)?.at ?? 0
  let [sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0]
  for (const sample of samples) {
    const [x, y] = [(sample.at - t) / hourMs, percentOf(sample)]
    sumX += x
    sumY += y
    sumXX += x * x
    sumXY += x * y
  }
  const n = samples.length
  const slope = (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX)
  return { slope, level: (sumY - slope * sumX) / n }
}

/** Higher than the week before by a point: what comes back every day or week is no runaway. Without two days of it nobody can tell. */
function isNewHigh(samples: readonly UseSample[], last: UseSample): boolean {
  const [from, to] = [last.at - 8 * dayMs, last.at - dayMs]
  let most = 0
  let begin: number | null = null
  let end = 0
  for (const sample of samples) {
    if (sample.at < from) continue
    if (sample.at > to) break
    begin ??= sample.at
    end = sample.at
    most = Math.max(most, percentOf(sample))
  }
  return begin === null || end - begin < 2 * dayMs || percentOf(last) >= 1 + most
}
