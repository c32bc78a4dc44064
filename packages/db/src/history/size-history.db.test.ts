import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Viewer } from '../lists/viewer.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { addContainer, addHost, addVolume, ago, day, hour, now } from '../testing/fleet-rows.ts'
import { addDiskSamples, addSizeDays, addSizeSamples, pointsOf } from '../testing/samples.ts'
import { diskHistory } from './disk-history.ts'
import { containerHistory, volumeHistory } from './size-history.ts'
import { containerSparklines, volumeSparklines } from './sparklines.ts'
import { pointsMax } from './thin-points.ts'

const all: Viewer = { hostIds: null, now }
let db: TestDatabase
let hostId: string
beforeAll(async () => {
  db = await testDatabase()
  hostId = await addHost(db)
})
afterAll(() => db[Symbol.asyncDispose]())

const volumeWith = async (points: { at: Date; bytes: number | null }[], change = {}) => {
  const id = await addVolume(db, hostId, change)
  await addSizeSamples(db, { kind: 'volume', subjectId: id, hostId }, points)
  return id
}

it('a short range begins with what held at its start, has its gaps, and knows the first measurement', async () => {
  const id = await volumeWith(
    [
      { at: ago(9 * day), bytes: 10 },
      { at: ago(3 * day), bytes: null },
      { at: ago(2 * day), bytes: 30 },
    ],
    { growthBytesPerDay: 4.5 },
  )
  expect(await volumeHistory(db, all, { id, range: '7d' })).toEqual({
    points: [
      { at: ago(7 * day), bytes: 10 },
      { at: ago(3 * day), bytes: null },
      { at: ago(2 * day), bytes: 30 },
    ],
    since: ago(9 * day),
    growthBytesPerDay: 4.5,
  })
  expect((await volumeHistory(db, all, { id, range: '24h' }))?.points).toEqual([{ at: ago(day), bytes: 30 }])
})

it('a long range is told by days, with the peak of a day that ended lower, and by samples since yesterday', async () => {
  const id = await volumeWith([{ at: ago(2 * hour), bytes: 7 }])
  const start = (days: number) => new Date(Math.floor(ago(days * day).getTime() / day) * day)
  await addSizeDays(db, { kind: 'volume', subjectId: id, hostId }, [
    { at: start(60), lastBytes: 1 },
    { at: start(20), lastBytes: 2, maxBytes: 9 },
    { at: start(19), lastBytes: null, maxBytes: null },
    { at: start(0), lastBytes: 7 },
  ])
  const answer = await volumeHistory(db, all, { id, range: '30d' })
  expect(answer?.points.map(({ at, bytes }) => [Math.floor(at.getTime() / day) - start(0).getTime() / day, bytes])).toEqual([
    [-20, 9],
    [-20, 2],
    [-19, null],
    [0, 7],
  ])
  expect(answer?.since).toEqual(start(60))
})

it('a week of samples every five minutes is at most 500 points and keeps its highest and lowest', async () => {
  const spike = ago(3 * day).getTime()
  const id = await volumeWith(pointsOf(ago(7 * day), now, 300_000, (at) => (at.getTime() === spike ? 99 : 5)))
  const points = (await volumeHistory(db, all, { id, range: '7d' }))?.points ?? []
  expect(points.length).toBeLessThanOrEqual(pointsMax)
  expect(points).toContainEqual({ at: ago(3 * day), bytes: 99 })
})

it('layers have a history of their own; the history outlives the volume, and nothing is told out of sight (AZ3)', async () => {
  const gone = await volumeWith([{ at: ago(day), bytes: 5 }], { removedAt: ago(hour) })
  const container = await addContainer(db, hostId)
  await addSizeSamples(db, { kind: 'layer', subjectId: container, hostId }, [{ at: ago(2 * day), bytes: 8 }])
  await addSizeSamples(db, { kind: 'log', subjectId: container, hostId }, [{ at: ago(2 * day), bytes: 800 }])
  expect((await volumeHistory(db, all, { id: gone, range: '7d' }))?.points).toEqual([{ at: ago(day), bytes: 5 }])
  expect((await containerHistory(db, all, { id: container, range: '7d' }))?.points).toEqual([{ at: ago(2 * day), bytes: 8 }])
  expect(await volumeHistory(db, all, { id: container, range: '7d' })).toBeNull()
  const other: Viewer = { hostIds: [], now }
  expect(await volumeHistory(db, other, { id: gone, range: '7d' })).toBeNull()
  expect(await volumeSparklines(db, other, [gone])).toEqual([])
  expect(await diskHistory(db, other, { id: hostId, range: '7d' })).toBeNull()
})

it('sparklines of a page come in one answer: what held over 7 days, at most 32 points each', async () => {
  const busy = await volumeWith(
    pointsOf(ago(8 * day), now, hour, (at) => (at < ago(2 * day) ? at.getTime() % 97 : null)),
    { growthBytesPerDay: 3 },
  )
  const idle = await volumeWith([{ at: ago(9 * day), bytes: 4 }])
  const young = await volumeWith([{ at: ago(hour), bytes: 6 }])
  const never = await volumeWith([])
  const lines = await volumeSparklines(db, all, [busy, never, young, idle])
  expect(lines.map(({ id }) => id)).toEqual([busy, never, young, idle])
  expect(lines.every(({ points }) => points.length <= 32)).toBe(true)
  expect(lines[0]?.points.at(-1)).toEqual({ at: now, bytes: null })
  expect(lines[0]?.growthBytesPerDay).toBe(3)
  expect(lines[1]?.points).toEqual([])
  expect(lines[2]?.points).toEqual([{ at: now, bytes: 6 }])
  expect(lines[3]?.points).toEqual([
    { at: ago(7 * day), bytes: 4 },
    { at: now, bytes: 4 },
  ])
  expect(await containerSparklines(db, all, [busy])).toEqual([])
})

it('a disk is told by samples or by hours, with free inodes where the file system has a number of them', async () => {
  const host = await addHost(db)
  const at = (ms: number) => ago(ms)
  await addDiskSamples(db, host, [{ at: at(hour), used: 60, available: 40, totalInodes: 10, usedInodes: 4 }])
  await addDiskSamples(db, host, [{ at: at(20 * day), used: 50, available: 50 }], 'disk_hour')
  const short = await diskHistory(db, all, { id: host, range: '24h' })
  const newest = { at: at(hour), usedBytes: 60, availableBytes: 40, usedInodes: 4, availableInodes: 6 }
  expect(short).toEqual({ points: [newest], since: at(20 * day), forecasts: [] })
  const long = await diskHistory(db, all, { id: host, range: '90d' })
  expect(long?.points).toEqual([
    { at: at(20 * day), usedBytes: 50, availableBytes: 50, usedInodes: null, availableInodes: null },
    newest,
  ])
})
