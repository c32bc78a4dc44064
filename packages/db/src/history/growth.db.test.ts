import { Growth } from '@stowage/domain/history'
import { expect, it } from 'vitest'
import type { Viewer } from '../lists/viewer.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { addContainer, addHost, addVolume, ago, day, hour, now } from '../testing/fleet-rows.ts'
import { addDiskSamples, addSizeDays, addSizeSamples } from '../testing/samples.ts'
import { fleetFigures } from './fleet-figures.ts'
import { hostGrowth } from './host-growth.ts'

const all: Viewer = { hostIds: null, now }

/** A host whose disk went from `from` to `to` in 7 days. */
async function growingHost(db: TestDatabase, from: number, to: number, name = 'web-07') {
  const id = await addHost(db, { name })
  await addDiskSamples(db, id, [
    { at: ago(7 * day + hour), used: from, available: 1000 },
    { at: ago(hour), used: to, available: 1000 },
  ])
  return id
}
type Kind = 'volume' | 'layer' | 'log'
const grew = (db: TestDatabase, hostId: string, kind: Kind, subjectId: string, points: [number, number | null][]) =>
  addSizeSamples(
    db,
    { kind, subjectId, hostId },
    points.map(([days, bytes]) => ({ at: ago(days * day), bytes })),
  )

it('72 % of the growth of web-07 is logs_es: by its own growth over that of the host in the same window', async () => {
  await using db = await testDatabase()
  const host = await growingHost(db, 1000, 2000)
  const logs = await addVolume(db, host, { name: 'logs_es' })
  await grew(db, host, 'volume', logs, [
    [9, 80],
    [7.5, 100],
    [3, 500],
    [1, 820],
  ])
  const container = await addContainer(db, host, { name: 'etl' })
  await grew(db, host, 'layer', container, [
    [7, 10],
    [1, 60],
  ])
  await grew(db, host, 'log', container, [
    [6, 0],
    [1, 30],
  ])
  const shrunk = await addVolume(db, host, { name: 'shrunk' })
  await grew(db, host, 'volume', shrunk, [
    [7, 40],
    [1, 10],
  ])
  const growth = await hostGrowth(db, all, { id: host, range: '7d' })
  expect(Growth.parse(growth)).toEqual(growth)
  expect(growth).toMatchObject({ from: ago(7 * day + hour), to: ago(hour), hostDeltaBytes: 1000, notAttributedBytes: 230 })
  expect(growth?.growers.map(({ kind, name, deltaBytes, share }) => [kind, name, deltaBytes, share])).toEqual([
    ['volume', 'logs_es', 720, 0.72],
    ['layer', 'etl', 50, 0.05],
    ['log', 'etl', 30, 0.03],
  ])
})

it('no share where less than half of the growth is measured, nor while the host shrank', async () => {
  await using db = await testDatabase()
  const points: [number, number][] = [
    [7, 0],
    [1, 400],
  ]
  for (const to of [2000, 900]) {
    const host = await growingHost(db, 1000, to, `to-${to}`)
    await grew(db, host, 'volume', await addVolume(db, host), points)
    expect((await hostGrowth(db, all, { id: host, range: '7d' }))?.growers).toMatchObject([{ deltaBytes: 400, share: null }])
  }
})

it('two measures at least a day apart, of the host and of each object; what was made grew from nothing, what went shrank to it', async () => {
  await using db = await testDatabase()
  const host = await growingHost(db, 1000, 1100)
  await grew(db, host, 'volume', await addVolume(db, host), [
    [1.5, 0],
    [1, 50],
  ])
  const made = await addVolume(db, host, { name: 'made', createdAt: ago(day), firstSeenAt: ago(day) })
  await grew(db, host, 'volume', made, [[0.5, 90]])
  const gone = await addVolume(db, host, { name: 'gone', removedAt: ago(day) })
  await grew(db, host, 'volume', gone, [[8, 30]])
  await grew(db, host, 'volume', await addVolume(db, host, { kind: 'nfs' }), [
    [7, 0],
    [1, 500],
  ])
  const growth = await hostGrowth(db, all, { id: host, range: '7d' })
  expect(growth?.growers.map(({ name, deltaBytes }) => [name, deltaBytes])).toEqual([['made', 90]])
  expect(growth?.notAttributedBytes).toBe(100 - 90 + 30)

  const young = await addHost(db)
  await addDiskSamples(db, young, [
    { at: ago(20 * hour), used: 1, available: 1 },
    { at: ago(hour), used: 9, available: 1 },
  ])
  const none = { from: null, to: null, hostDeltaBytes: null, growers: [], notAttributedBytes: null }
  expect(await hostGrowth(db, all, { id: young, range: '7d' })).toEqual(none)
  expect(await hostGrowth(db, { hostIds: [young], now }, { id: host, range: '7d' })).toBeNull()
})

it('a month back, days and hours stand in for the samples that are gone', async () => {
  await using db = await testDatabase()
  const host = await addHost(db)
  await addDiskSamples(db, host, [{ at: ago(30 * day), used: 100, available: 900 }], 'disk_hour')
  await addDiskSamples(db, host, [{ at: ago(hour), used: 300, available: 700 }])
  const volume = await addVolume(db, host)
  const start = new Date(Math.floor(ago(31 * day).getTime() / day) * day)
  await addSizeDays(db, { kind: 'volume', subjectId: volume, hostId: host }, [{ at: start, lastBytes: 40 }])
  await grew(db, host, 'volume', volume, [[1, 240]])
  const growth = await hostGrowth(db, all, { id: host, range: '30d' })
  expect(growth).toMatchObject({ from: ago(30 * day), hostDeltaBytes: 200, growers: [{ deltaBytes: 200, share: 1 }] })
})

it('the fleet: growth, data at risk, age of the figures and who grew most, each host once and only those in sight', async () => {
  await using db = await testDatabase()
  const host = await growingHost(db, 0, 1000)
  const other = await growingHost(db, 0, 50, 'web-08')
  const big = await addVolume(db, host, { name: 'big', growthBytesPerDay: 100, sizeMeasuredAt: ago(hour) })
  await grew(db, host, 'volume', big, [
    [7, 0],
    [1, 700],
  ])
  const small = await addVolume(db, other, { name: 'small', growthBytesPerDay: -10, sizeMeasuredAt: ago(3 * day) })
  await grew(db, other, 'volume', small, [
    [7, 0],
    [1, 50],
  ])
  await addVolume(db, host, { kind: 'nfs', growthBytesPerDay: 1e9 })
  await addContainer(db, host, { lostBytes: 5 })
  await addContainer(db, host, { lostBytes: 0, growthBytesPerDay: 1 })
  await addContainer(db, other, {})
  const figures = await fleetFigures(db, all)
  expect(figures).toMatchObject({
    growth: { bytesPerDay: 91, measuredShare: 3 / 5 },
    atRisk: { containers: 1, bytes: 5, unknown: 1 },
    dataAge: { oldestAt: ago(3 * day), freshShare: 0.5 },
  })
  expect(figures.growers.map((grower) => [grower.host, grower.name, grower.deltaBytes, grower.share])).toEqual([
    ['web-07', 'big', 700, 0.7],
    ['web-08', 'small', 50, 1],
  ])
  expect(figures.capacity).toHaveLength(2)
  expect((await fleetFigures(db, { hostIds: [other], now })).growers.map(({ name }) => name)).toEqual(['small'])
  expect(await fleetFigures(db, { hostIds: [], now })).toMatchObject({
    growth: { bytesPerDay: null, measuredShare: 0 },
    growers: [],
  })
})
