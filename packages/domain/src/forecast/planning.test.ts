import { describe, expect, it } from 'vitest'
import type { Forecast } from '../history.ts'
import { dayPeaks } from './day-peaks.ts'
import { planning } from './planning.ts'
import { gaussian, seeds } from './testing/noise.ts'
import { dayMs, slotMs } from './use-sample.ts'

type Series = (day: number) => number
type Shape = { days?: number; deviation?: number; isMissing?: (day: number) => boolean }

/** A disk of 100 bytes, every five minutes as a host tells it: the peaks of noisy samples lie above the line. */
function forecastOf(series: Series, seed: number, { days = 28, deviation = 0.15, isMissing }: Shape): Forecast {
  const noise = gaussian(seed, deviation)
  const samples = Array.from({ length: (days * dayMs) / slotMs }, (_, slot) => {
    const used = Math.min(100, series((slot * slotMs) / dayMs) + noise())
    return { at: slot * slotMs, used, available: 100 - used, total: 100 }
  }).filter(({ at }) => !isMissing?.(Math.floor(at / dayMs)))
  return planning(dayPeaks(samples, days * dayMs, slotMs)).forecast
}

/** What is not as expected, by seed. */
const wrong = (series: Series, shape: Shape, isExpected: (forecast: Forecast) => boolean) =>
  seeds.map((seed) => ({ seed, forecast: forecastOf(series, seed, shape) })).filter(({ forecast }) => !isExpected(forecast))

const isKind = (kind: Forecast['kind']) => (forecast: Forecast) => forecast.kind === kind
const isDate =
  (from: number, to: number, lo = 0, hi = Number.POSITIVE_INFINITY) =>
  (forecast: Forecast) =>
    forecast.kind === 'date' &&
    forecast.days >= from &&
    forecast.days <= to &&
    forecast.loDays >= lo &&
    (forecast.hiDays ?? Number.POSITIVE_INFINITY) <= hi

const steady: Series = (day) => 60 + 0.48 * day
/** Ends at 60 %, 28 days after it began. */
const emptied =
  (ago: number): Series =>
  (day) =>
    57 + day - (day >= 28 - ago ? 25 : 0)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('case 62: the planning track on each series of audit 7.5, seeds 1–50', { timeout: 60_000 }, () => {
  it('steady growth has a date from 14 days on, a rate from 7, and says so before', () => {
    expect(wrong(steady, {}, isDate(53, 57, 52, 58))).toEqual([])
    expect(wrong(steady, { days: 14 }, isDate(66, 72))).toEqual([])
    expect(wrong(steady, { days: 10 }, isKind('rate_only'))).toEqual([])
    expect(wrong(steady, { days: 6 }, isKind('too_early'))).toEqual([])
    expect(wrong(steady, { isMissing: (day) => day % 5 === 1 || day % 5 === 3 }, isDate(52, 58))).toEqual([])
  })

  it('growth under loud noise has a date with a narrow band', () => {
    expect(wrong((day) => 50 + day, { deviation: 3 }, isDate(10, 17, 8, 20))).toEqual([])
  })

  it.each(upTo(7))('growth by a step each week has a date, phase %i', (phase) => {
    expect(wrong((day) => 60 + 5 * Math.floor((day + phase) / 7), {}, isDate(25, 37))).toEqual([])
  })

  it('growth that speeds up says so', () => {
    const isFaster = (forecast: Forecast) => isDate(14, 17)(forecast) && forecast.kind === 'date' && forecast.accelerating
    expect(wrong((day) => 50 + day ** 2 / 28, {}, isFaster)).toEqual([])
  })

  it('slow growth is over 180 days; falling, flat and constant have no trend', () => {
    expect(wrong((day) => 40 + 0.05 * day, {}, isKind('over_180'))).toEqual([])
    expect(wrong((day) => 80 - 0.48 * day, {}, isKind('no_trend'))).toEqual([])
    expect(wrong(() => 97, {}, isKind('no_trend'))).toEqual([])
    expect(wrong(() => 70, { deviation: 0 }, isKind('no_trend'))).toEqual([])
  })

  it.each(upTo(26))('one jump never makes a date, on day %i + 1', (before) => {
    expect(
      wrong(
        (day) => (day < before + 1 ? 60 : 80),
        {},
        (forecast) => forecast.kind !== 'date',
      ),
    ).toEqual([])
  })

  it.each(upTo(7))('a weekly saw is recurring, phase %i', (phase) => {
    expect(wrong((day) => 60 + (20 * ((day + phase) % 7)) / 7, {}, isKind('recurring'))).toEqual([])
  })

  it('a monthly saw over 90 days is recurring', () => {
    expect(wrong((day) => 60 + (30 * (day % 30)) / 30, { days: 90 }, isKind('recurring'))).toEqual([])
  })

  it('after one clean-up only the days since count', () => {
    expect(wrong(emptied(3), {}, isKind('too_early'))).toEqual([])
    expect(wrong(emptied(10), {}, isKind('rate_only'))).toEqual([])
    expect(wrong(emptied(18), {}, isDate(38, 42))).toEqual([])
  })
})

describe('days', () => {
  const at = (slot: number, used: number, total = 100) => ({ at: slot * slotMs, used, available: total - used, total })

  it('a day with less than half of its samples is not known, and today is not over', () => {
    const half = Array.from({ length: 144 }, (_, slot) => at(slot * 2, slot === 100 ? 70 : 50))
    const less = Array.from({ length: 143 }, (_, slot) => at(288 + slot, 50))
    const today = [at(576, 99)]
    expect(dayPeaks([...half, ...less, ...today], 2 * dayMs + 1, slotMs)).toEqual([{ peak: 70 }, { peak: null }])
  })

  it('a change of the total over 1 % cuts what was before it, one of 1 % does not', () => {
    const day = (index: number, total: number) => Array.from({ length: 288 }, (_, slot) => at(288 * index + slot, 50, total))
    expect(dayPeaks([...day(0, 100), ...day(1, 101)], 2 * dayMs, slotMs)).toHaveLength(2)
    expect(dayPeaks([...day(0, 100), ...day(1, 102)], 2 * dayMs, slotMs)).toHaveLength(1)
  })

  it('a reclaim of two points by Stowage is a fall however little it shows', () => {
    const days = upTo(28).map((day) => ({ peak: 70, reclaimedPoints: day === 9 || day === 20 ? 2 : 0 }))
    expect(planning(days).forecast).toMatchObject({ kind: 'recurring', falls: 2 })
  })

  it('tells where the use will be in seven days', () => {
    const { expectedPercent } = planning(upTo(28).map((day) => ({ peak: 50 + day })))
    expect(expectedPercent).toBeCloseTo(84, 5)
  })
})
