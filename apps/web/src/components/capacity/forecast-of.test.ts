import type { DiskForecast, Forecast } from '@stowage/domain/history'
import { expect, test } from 'vitest'
import { fullInAWeek, isUrgent, worstForecast } from './forecast-of.ts'

const of = (forecast: Forecast, over: Partial<DiskForecast> = {}): DiskForecast => ({
  dimension: 'bytes',
  forecast,
  runaway: null,
  text: forecast.kind,
  method: '',
  daysMeasured: 30,
  errorPoints: null,
  ...over,
})
const date = (days: number): Forecast => ({
  kind: 'date',
  days,
  loDays: days - 2,
  hiDays: null,
  accelerating: false,
  pointsPerDay: 2,
})

test('the dimension that runs out first speaks for the host; filling within hours comes before any date', () => {
  const inodes = of(date(6), { dimension: 'inodes' })
  expect(worstForecast([of({ kind: 'no_trend' }), inodes])).toBe(inodes)
  const runaway = of(date(90), { runaway: { sinceAt: new Date(0), loHours: 3, hiHours: 5 } })
  expect(worstForecast([inodes, runaway])).toBe(runaway)
  expect(worstForecast([])).toBeNull()
  expect([isUrgent(runaway), isUrgent(inodes), isUrgent(of(date(40)))]).toEqual([true, true, false])
})

test('the tick of the bar stands a week ahead, and only where a rate is known', () => {
  const space = { usedBytes: 80, availableBytes: 20 }
  expect(fullInAWeek(space, [of(date(10))])).toBeCloseTo(0.94)
  expect(fullInAWeek({ usedBytes: 95, availableBytes: 5 }, [of(date(10))])).toBe(1)
  expect(fullInAWeek(space, [of({ kind: 'too_early', days: 3 })])).toBeNull()
  expect(fullInAWeek({ usedBytes: null, availableBytes: null }, [of(date(10))])).toBeNull()
})
