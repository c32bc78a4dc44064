import { formatDuration } from '../format.ts'
import type { DiskForecast, Forecast, Runaway } from '../history.ts'
import { forecastText, runawayText } from './forecast-text.ts'
import type { Planned } from './planning.ts'
import { median } from './statistics.ts'
import { dayMs, slotMs, type UseSample } from './use-sample.ts'

export interface DiskForecastInput {
  dimension: 'bytes' | 'inodes'
  planned: Planned
  runaway: Runaway | null
  /** The newest sample; null when the host never told any. */
  newest: UseSample | null
  /** Errors in points of stored forecasts against what came seven days later, newest first. */
  errors: readonly number[]
  /** Milliseconds since 1970. */
  now: number
}

/** Errors that are looked at, and the median of them from which on a date is no longer told (audit 7.3). */
const errorsRead = 7
const errorPointsMax = 5

const method = 'median of all pairwise slopes of daily peaks (Theil–Sen), trend by Mann–Kendall, 10–90 % band, at most 28 days'

/** Puts together what is told about one file system: doubts take the date away, and a fill within a day is said first. */
export function diskForecast({ dimension, planned, runaway, newest, errors, now }: DiskForecastInput): DiskForecast {
  const errorPoints = errors.length > 0 ? median(errors.slice(0, errorsRead)) : null
  const staleMs = newest ? now - newest.at : Number.POSITIVE_INFINITY
  const forecast = newest ? doubted(planned.forecast, { staleMs, errorPoints }) : neverSeen
  const size = newest ? newest.used + newest.available : 0
  const alarm = staleMs > dayMs ? null : runaway
  const text = alarm ? alarmText(alarm, staleMs) : forecastText(forecast, { dimension, size })
  return { dimension, forecast, runaway: alarm, text, method, daysMeasured: planned.daysMeasured, errorPoints }
}

/** Hours are told from now on, so only of a sample that is at most ten minutes old (audit 7.2). */
const alarmText = (alarm: Runaway, staleMs: number): string =>
  staleMs > 2 * slotMs ? `was filling fast when last measured, ${formatDuration(staleMs)} ago` : runawayText(alarm)

const neverSeen: Forecast = { kind: 'unknown', reason: 'the host has not told how full this file system is' }

/** No date from a host that is silent for a day, nor while the last forecasts were far off (audit 7.3, 7.4). */
export function doubted(forecast: Forecast, { staleMs, errorPoints }: { staleMs: number; errorPoints: number | null }): Forecast {
  if (staleMs > dayMs) return { kind: 'unknown', reason: `nothing measured for ${formatDuration(staleMs)}` }
  if (forecast.kind === 'date' && errorPoints !== null && errorPoints > errorPointsMax)
    return { kind: 'rate_only', pointsPerDay: forecast.pointsPerDay }
  return forecast
}
