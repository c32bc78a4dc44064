import { gaussian } from '@stowage/domain/forecast/testing/noise'
import { expect, it } from 'vitest'
import { hostRows } from '../lists/host-rows.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { addHost, ago, day, hour, now } from '../testing/fleet-rows.ts'
import { addDiskSamples, type DiskFigure, pointsOf } from '../testing/samples.ts'
import { diskHistory } from './disk-history.ts'
import { keepForecasts } from './keep-forecasts.ts'
import { planForecasts } from './plan-forecasts.ts'

const total = 100_000
const midnight = new Date(Math.floor(now.getTime() / day) * day)
const daysAgo = (days: number) => new Date(midnight.getTime() - days * day)

/** A disk that is `percent(at)` full. */
const disk = (from: Date, to: Date, everyMs: number, percent: (at: Date) => number, inodes = percent): DiskFigure[] =>
  pointsOf(from, to, everyMs, percent).map(({ at }) => {
    const used = Math.round(percent(at) * (total / 100))
    return { at, used, available: total - used, usedInodes: Math.round(inodes(at) * 10), totalInodes: 1000 }
  })
const ramp = (seed: number, perDay: number, from: number) => {
  const noise = gaussian(seed, 0.15)
  return (at: Date) => from + (perDay * (at.getTime() - daysAgo(28).getTime())) / day + noise()
}
const round = async (db: TestDatabase, at: Date) => {
  await planForecasts(db, { now: at })
  return keepForecasts(db, { now: at })
}
const forecasts = async (db: TestDatabase, id: string) =>
  (await hostRows(db, { hostIds: null, now })).find((host) => host.id === id)?.forecasts

it('60 % and half a point more each day is a date with a band, by bytes and not by inodes that stand still', async () => {
  await using db = await testDatabase()
  const id = await addHost(db)
  await addDiskSamples(
    db,
    id,
    disk(daysAgo(28), now, hour, ramp(1, 0.48, 60), () => 30),
    'disk_hour',
  )
  await addDiskSamples(
    db,
    id,
    disk(ago(hour), now, 300_000, ramp(1, 0.48, 60), () => 30),
  )
  expect(await round(db, now)).toEqual([id])
  const [bytes, inodes] = (await forecasts(db, id)) ?? []
  expect(bytes).toMatchObject({ dimension: 'bytes', daysMeasured: 28, runaway: null, errorPoints: null })
  expect(bytes?.forecast).toMatchObject({ kind: 'date', accelerating: false })
  if (bytes?.forecast.kind !== 'date') throw new Error('no date')
  expect(bytes.forecast.days).toBeGreaterThan(50)
  expect(bytes.forecast.days).toBeLessThan(60)
  expect(bytes.text).toMatch(/^full in \d+ d \(\d+–\d+\)$/)
  expect(inodes).toMatchObject({ dimension: 'inodes', forecast: { kind: 'no_trend' }, text: 'no steady growth' })
  expect((await diskHistory(db, { hostIds: null, now }, { id, range: '7d' }))?.forecasts).toEqual([bytes, inodes])
  // Nothing new: nothing written, nobody told.
  expect(await round(db, now)).toEqual([])
})

it('a plan is made once per UTC day, from whole days only, and judged a week later by what came', async () => {
  await using db = await testDatabase()
  const id = await addHost(db)
  await addDiskSamples(db, id, disk(daysAgo(28), daysAgo(0), hour, ramp(2, 0.48, 60)), 'disk_hour')
  await round(db, now)
  const first = await db.prisma.storedForecast.findMany({ where: { hostId: id, dimension: 'bytes' } })
  expect(first).toMatchObject([{ day: midnight, errorPoints: null }])
  const expected = first[0]?.expectedPercent ?? 0
  expect(expected).toBeGreaterThan(75)

  // The week after, the disk stood still at 70 %.
  await addDiskSamples(
    db,
    id,
    disk(daysAgo(-1), daysAgo(-9), hour, () => 70),
    'disk_hour',
  )
  await round(db, daysAgo(-6))
  expect(await db.prisma.storedForecast.findFirst({ where: { hostId: id, day: midnight, dimension: 'bytes' } })).toMatchObject({
    errorPoints: null,
  })
  await round(db, daysAgo(-7))
  const judged = await db.prisma.storedForecast.findFirst({ where: { hostId: id, day: midnight, dimension: 'bytes' } })
  expect(judged?.errorPoints).toBeCloseTo(expected - 70, 6)
  expect((await forecasts(db, id))?.[0]?.errorPoints).toBeCloseTo(expected - 70, 6)
})

it('a disk that fills within a day is told within three samples, and again when it is over', async () => {
  await using db = await testDatabase()
  const id = await addHost(db)
  const begin = ago(30 * hour).getTime()
  const filling = (at: Date) => 60 + 1.1 * Math.max(0, (at.getTime() - begin) / hour)
  await addDiskSamples(db, id, disk(ago(8 * day), ago(25 * hour), hour, filling), 'disk_hour')
  await addDiskSamples(db, id, disk(ago(25 * hour), now, 300_000, filling))
  expect(await round(db, now)).toEqual([id])
  const [alarm] = (await forecasts(db, id)) ?? []
  expect(alarm?.runaway).toMatchObject({ sinceAt: now })
  expect(alarm?.text).toMatch(/^full in about \d+/)
  // Cleaned up: twelve samples later it is over.
  const later = new Date(now.getTime() + 90 * 60_000)
  await addDiskSamples(
    db,
    id,
    disk(new Date(now.getTime() + 300_000), later, 300_000, () => 50),
  )
  await round(db, later)
  expect((await forecasts(db, id))?.[0]?.runaway).toBeNull()
})

it('no forecast before the first sample, none by inodes where there is no number of them, and no date from a host silent for a day', async () => {
  await using db = await testDatabase()
  const [fresh, silent] = [await addHost(db), await addHost(db)]
  const figures = disk(daysAgo(30), daysAgo(2), hour, ramp(3, 0.48, 60)).map((figure) => ({
    ...figure,
    totalInodes: null,
    usedInodes: null,
  }))
  await addDiskSamples(db, silent, figures, 'disk_hour')
  await round(db, now)
  expect(await forecasts(db, fresh)).toEqual([])
  const told = await forecasts(db, silent)
  expect(told?.map(({ dimension, forecast }) => [dimension, forecast.kind])).toEqual([['bytes', 'unknown']])
  expect(told?.[0]?.text).toContain('nothing measured for 2 d')
})
