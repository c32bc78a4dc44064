import type { DiskForecast } from '@stowage/domain/history'
import { expect, test } from 'vitest'
import { diskPlot, type Used, usedOf } from './disk-plot.ts'

const day = 86_400
const points = (days: readonly number[]): Used[] => days.map((at) => ({ at: at * day, used: 50 + at, capacity: 100 }))
const now = new Date(10 * day * 1000)
const forecast = (part: DiskForecast['forecast']): DiskForecast => ({
  dimension: 'bytes',
  forecast: part,
  runaway: null,
  text: '',
  method: '',
  daysMeasured: 10,
  errorPoints: null,
})
const date = forecast({ kind: 'date', days: 20, loDays: 10, hiDays: 40, accelerating: false, pointsPerDay: 1 })
const values = (plot: ReturnType<typeof diskPlot>, label: string) => plot.series.find((series) => series.label === label)?.values

test('a date is drawn as a line to the limit with a band around it', () => {
  const plot = diskPlot(points([7, 8, 9, 10]), date, now, 90 * day)
  expect(plot.times.slice(4).map((at) => at / day)).toEqual([20, 30, 50])
  expect(values(plot, 'Forecast')).toEqual([null, null, null, 60, 80, 100, null])
  expect(values(plot, 'Earliest')).toEqual([null, null, null, 60, 100, 100, 100])
  expect(values(plot, 'Latest')?.at(-1)).toBe(100)
  expect(plot.band).toEqual({ upper: 3, lower: 4, token: 'chart-in-use' })
})

test('the picture looks ahead no longer than back, and an open end does not grow', () => {
  const plot = diskPlot(
    points([7, 8, 9, 10]),
    forecast({ kind: 'date', days: 20, loDays: 10, hiDays: null, accelerating: false, pointsPerDay: 1 }),
    now,
    7 * day,
  )
  expect(plot.to / day).toBe(17)
  expect(values(plot, 'Latest')?.at(-1)).toBe(60)
})

test('only a date is drawn ahead: no other kind of forecast is', () => {
  for (const kind of ['no_trend', 'over_180'] as const) {
    const plot = diskPlot(points([7, 8, 9, 10]), forecast({ kind }), now, 7 * day)
    expect(plot.series.map(({ label }) => label)).toEqual(['Used', 'Limit'])
    expect(plot.to / day).toBe(10)
  }
})

test('a time without samples stays a gap', () => {
  const plot = diskPlot(points([1, 2, 3, 4, 9, 10]), null, now, 30 * day)
  expect(values(plot, 'Used')).toEqual([51, 52, 53, 54, null, 59, 60])
})

test('a long range that the server thinned out has no gaps where it was measured', () => {
  const thinned = Array.from({ length: 100 }, (_, at) => [at * 0.9, at * 0.9 + 0.04, at * 0.9 + 0.86]).flat()
  expect(values(diskPlot(points(thinned), null, now, 90 * day), 'Used')).not.toContain(null)
})

test('inodes are left out where the file system has no fixed number of them', () => {
  const at = new Date(0)
  const point = { at, usedBytes: 1, availableBytes: 2, usedInodes: null, availableInodes: null }
  expect(usedOf([point], 'inodes')).toEqual([])
  expect(usedOf([{ ...point, usedInodes: 3, availableInodes: 4 }], 'inodes')).toEqual([{ at: 0, used: 3, capacity: 7 }])
  expect(usedOf([point], 'bytes')).toEqual([{ at: 0, used: 1, capacity: 3 }])
})
