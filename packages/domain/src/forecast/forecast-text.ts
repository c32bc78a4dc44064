import { formatBytes } from '../format.ts'
import type { Forecast } from '../history.ts'

/** What a percent point of the file system is: `size` bytes or inodes that ordinary users may fill. */
export interface Capacity {
  dimension: 'bytes' | 'inodes'
  size: number
}

const mostDays = 180
const whole = (days: number) => (Math.round(days) > mostDays ? `>${mostDays}` : String(Math.round(days)))
const count = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 })

/** A forecast in words: never a date without its band, never beyond 180 days, never decimals of days (audit 7.4). */
export function forecastText(forecast: Forecast, { dimension, size }: Capacity): string {
  switch (forecast.kind) {
    case 'date': {
      if (forecast.days > mostDays) return '> 6 months'
      const { days, loDays, hiDays, accelerating } = forecast
      const band = `${whole(loDays)}–${hiDays === null ? `>${mostDays}` : whole(hiDays)}`
      return `full in ${whole(days)} d (${band})${accelerating ? ', speeding up' : ''}`
    }
    case 'over_180':
      return '> 6 months'
    case 'no_trend':
      return 'no steady growth'
    case 'rate_only': {
      const perDay = (forecast.pointsPerDay / 100) * size
      const pace = dimension === 'bytes' ? formatBytes(perDay) : `${count.format(perDay)} inodes`
      return `growing about ${pace}/d, too early for a date`
    }
    case 'too_early':
      return `${forecast.days} of 7 days measured`
    case 'recurring': {
      const [low, high] = [Math.round(forecast.peakLow), Math.round(forecast.peakHigh)]
      return `cleaned up ${forecast.falls} times in 90 d, peaks ${low === high ? '' : `${low}–`}${high} %`
    }
    case 'unknown':
      return forecast.reason
  }
}

/** "full in about 8–11 h", whole hours outward. */
export function runawayText({ loHours, hiHours }: { loHours: number; hiHours: number }): string {
  const [low, high] = [Math.floor(loHours), Math.max(1, Math.ceil(hiHours))]
  return `full in about ${low === high ? '' : `${low}–`}${high} h`
}
