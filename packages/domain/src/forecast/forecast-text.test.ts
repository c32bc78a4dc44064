import { describe, expect, it } from 'vitest'
import type { Forecast } from '../history.ts'
import { diskForecast, doubted } from './disk-forecast.ts'
import { forecastText, runawayText } from './forecast-text.ts'
import { dayMs, useSamples } from './use-sample.ts'

const disk = { dimension: 'bytes', size: 300 * 1024 ** 3 } as const
const date = { kind: 'date', days: 41.4, loDays: 27.2, hiDays: 88.3, accelerating: false, pointsPerDay: 1 } as const
const hour = 3_600_000

describe('case 62: what is printed', () => {
  it.each<[string, Forecast]>([
    ['full in 41 d (27–88)', date],
    ['full in 41 d (27–>180)', { ...date, hiDays: null }],
    ['full in 41 d (27–>180)', { ...date, hiDays: 181 }],
    ['full in 41 d (27–88), speeding up', { ...date, accelerating: true }],
    ['> 6 months', { ...date, days: 181 }],
    ['> 6 months', { kind: 'over_180' }],
    ['no steady growth', { kind: 'no_trend' }],
    ['growing about 3.00 GiB/d, too early for a date', { kind: 'rate_only', pointsPerDay: 1 }],
    ['3 of 7 days measured', { kind: 'too_early', days: 3 }],
    ['cleaned up 4 times in 90 d, peaks 88–91 %', { kind: 'recurring', falls: 4, peakLow: 88.1, peakHigh: 90.7 }],
    ['nothing measured for 2 d', { kind: 'unknown', reason: 'nothing measured for 2 d' }],
  ])('%s', (text, forecast) => {
    expect(forecastText(forecast, disk)).toBe(text)
  })

  it('counts inodes in inodes', () => {
    const text = forecastText({ kind: 'rate_only', pointsPerDay: 0.5 }, { dimension: 'inodes', size: 6_553_600 })
    expect(text).toBe('growing about 33,000 inodes/d, too early for a date')
  })

  it('a fill within a day is told in hours, outward', () => {
    expect(runawayText({ loHours: 8.4, hiHours: 10.1 })).toBe('full in about 8–11 h')
    expect(runawayText({ loHours: 0, hiHours: 0 })).toBe('full in about 0–1 h')
  })

  it('a host that is silent for 25 h has no date', () => {
    expect(doubted(date, { staleMs: 25 * hour, errorPoints: null })).toEqual({
      kind: 'unknown',
      reason: 'nothing measured for 1 d',
    })
    expect(doubted(date, { staleMs: 23 * hour, errorPoints: null })).toEqual(date)
  })

  it('forecasts that were off by more than five points tell a rate instead of a date', () => {
    expect(doubted(date, { staleMs: 0, errorPoints: 5.1 })).toEqual({ kind: 'rate_only', pointsPerDay: 1 })
    expect(doubted(date, { staleMs: 0, errorPoints: 5 })).toEqual(date)
  })
})

describe('diskForecast', () => {
  const [newest = null] = useSamples(
    [{ at: new Date(dayMs), totalBytes: 105, usedBytes: 70, availableBytes: 30, totalInodes: null, usedInodes: null }],
    'bytes',
  )
  const planned = { forecast: date, daysMeasured: 28, expectedPercent: 77 }
  const input = { dimension: 'bytes', planned, runaway: null, newest, errors: [], now: dayMs + hour } as const

  it('says a fill within hours before a date in days', () => {
    expect(diskForecast(input)).toMatchObject({ text: 'full in 41 d (27–88)', daysMeasured: 28, errorPoints: null })
    const filling = { sinceAt: new Date(0), loHours: 9, hiHours: 11 }
    const fresh = { ...input, now: dayMs + 600_000, runaway: filling }
    expect(diskForecast(fresh).text).toBe('full in about 9–11 h')
  })

  it('tells hours of a fill only while the host measures, and no fill at all of one that was silent for a day', () => {
    const runaway = { sinceAt: new Date(0), loHours: 9, hiHours: 11 }
    const silent = (hours: number) => diskForecast({ ...input, runaway, now: dayMs + hours * hour })
    expect(silent(12)).toMatchObject({ runaway, text: 'was filling fast when last measured, 12 h ago' })
    expect(silent(25)).toMatchObject({ runaway: null, forecast: { kind: 'unknown' }, text: 'nothing measured for 1 d' })
  })

  it('takes the median of the newest seven errors', () => {
    expect(diskForecast({ ...input, errors: [1, 2, 3, 4, 5, 6, 7, 900, 900] }).errorPoints).toBe(4)
  })

  it('is unknown without any sample, and by inodes where their number is not fixed', () => {
    expect(diskForecast({ ...input, newest: null }).forecast.kind).toBe('unknown')
    const figures = { at: new Date(0), totalBytes: 1, usedBytes: 1, availableBytes: 0, totalInodes: null, usedInodes: null }
    expect(useSamples([figures], 'inodes')).toEqual([])
  })
})
