import type { DiskForecast } from '@stowage/domain/history'
import type { HostRow } from '@stowage/domain/host'
import type { HostSpace } from '@stowage/domain/space'
import { fullness } from './segments-of.ts'

const kinds: readonly DiskForecast['forecast']['kind'][] = [
  'date',
  'rate_only',
  'recurring',
  'over_180',
  'no_trend',
  'too_early',
  'unknown',
]

const rank = ({ runaway, forecast }: DiskForecast): number => {
  if (runaway) return -1e6 + runaway.loHours
  return forecast.kind === 'date' ? forecast.days - 1e5 : kinds.indexOf(forecast.kind)
}

/** Of bytes and inodes the one that runs out first; null before the first sample. */
export const worstForecast = (forecasts: HostRow['forecasts']): DiskForecast | null =>
  forecasts.toSorted((a, b) => rank(a) - rank(b))[0] ?? null

/** Whether a person should look today: full within a day as now seen, or within a week. */
export const isUrgent = ({ runaway, forecast }: DiskForecast): boolean =>
  runaway !== null || (forecast.kind === 'date' && forecast.loDays <= 7)

/** How full the disk is in 7 days at today's rate, from 0 to 1; null when the rate is not known. */
export function fullInAWeek(
  space: Pick<HostSpace, 'usedBytes' | 'availableBytes'>,
  forecasts: HostRow['forecasts'],
): number | null {
  const full = fullness(space)
  const forecast = forecasts.find(({ dimension }) => dimension === 'bytes')?.forecast
  if (full === null || !forecast || !('pointsPerDay' in forecast)) return null
  return Math.min(1, Math.max(0, full + (forecast.pointsPerDay * 7) / 100))
}
