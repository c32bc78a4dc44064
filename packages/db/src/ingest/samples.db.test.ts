import { itemKey } from '@stowage/domain/report'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import {
  allContainers,
  allVolumes,
  containerFact,
  delta,
  engineFact,
  failed,
  layerFact,
  sizeFact,
  theEngine,
  volumeFact,
  whole,
} from '../testing/facts.ts'
import { type TestHost, testHost } from '../testing/host.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

/** A whole slot of today, which has a partition. */
const slot = Math.floor(Date.now() / 300_000) * 300_000 - 3_600_000
const minute = (n: number) => new Date(slot + n * 60_000)
const iso = (n: number) => minute(n).toISOString()

const samples = async (host: TestHost) =>
  (await db.prisma.sizeSample.findMany({ where: { hostId: host.id }, orderBy: [{ at: 'asc' }, { kind: 'asc' }] })).map(
    ({ kind, subjectId, at, bytes }) => ({
      kind,
      subjectId,
      minute: (at.getTime() - slot) / 60_000,
      bytes: bytes === null ? null : Number(bytes),
    }),
  )
const bytesOf = async (host: TestHost, kind: string) =>
  (await samples(host)).filter((one) => one.kind === kind).map((one) => [one.minute, one.bytes])
const sizes = (...items: Parameters<typeof sizeFact>[]) => delta(items.map((item) => sizeFact(...item)))

test('every figure of a size is on its volume, and of a layer on its container', async () => {
  const host = await testHost(db)
  const written = '2026-01-05T06:07:08.000Z'
  const size = sizeFact('a', 4096, {
    ...{ partial: true, atMostBytes: 9000, apparentBytes: 3000, files: 12, newestWriteAt: written, measuredAt: iso(2) },
  })
  const lost = [{ path: '/data', bytes: 70 }]
  const layer = layerFact('c', 100, { partial: true, files: 3, lostBytes: 70, lostPaths: lost, logBytes: 50, measuredAt: iso(2) })
  await host.report({
    sections: {
      volumes: allVolumes(volumeFact('a')),
      containers: allContainers(containerFact('c', { imageBytes: 7000 })),
      sizes: whole([size], itemKey.sizes),
      layers: whole([layer], itemKey.layers),
    },
  })
  const volume = {
    ...{
      sizeBytes: 4096n,
      sizePartial: true,
      sizeAtMostBytes: 9000n,
      sizeApparentBytes: 3000n,
      sizeMethod: 'du',
      sizeFiles: 12n,
    },
    newestWriteAt: new Date(written),
  }
  const container = {
    ...{ layerBytes: 100n, layerPartial: true, layerFiles: 3n, lostBytes: 70n, lostPaths: lost, logBytes: 50n },
    ...{ logReason: null, imageBytes: 7000n },
  }
  expect(await db.prisma.volume.findFirst({ where: { hostId: host.id } })).toMatchObject(volume)
  expect(await db.prisma.container.findFirst({ where: { hostId: host.id } })).toMatchObject(container)

  // Merged onto rows that are there, too, and taken off again.
  const plain = sizeFact('a', 10, { measuredAt: iso(9) })
  await host.report({ sections: { sizes: delta([plain]), layers: delta([layerFact('c', 1, { logReason: 'journald' })]) } })
  expect(await db.prisma.volume.findFirst({ where: { hostId: host.id } })).toMatchObject({
    ...{
      sizeBytes: 10n,
      sizePartial: false,
      sizeAtMostBytes: null,
      sizeApparentBytes: 10n,
      sizeFiles: null,
      newestWriteAt: null,
    },
  })
  expect(await db.prisma.container.findFirst({ where: { hostId: host.id } })).toMatchObject({
    ...{ layerPartial: false, layerFiles: null, lostBytes: null, lostPaths: [], logBytes: null, logReason: 'journald' },
  })
})

test('a file of the year 0 is no reason to lose a report', async () => {
  const host = await testHost(db)
  const size = sizeFact('a', 1, { newestWriteAt: '0000-01-01T00:00:00Z' })
  const sections = { volumes: allVolumes(volumeFact('a')), sizes: delta([size]) }
  expect((await host.report({ sections })).outcome).toBe('applied')
  expect(await db.prisma.volume.findFirst({ where: { hostId: host.id } })).toMatchObject({ sizeBytes: 1n, newestWriteAt: null })
})

test('a measurement is one sample in its five-minute slot, whichever comes first, size or volume', async () => {
  const host = await testHost(db)
  await host.report({ sections: { sizes: sizes(['a', 5, { measuredAt: iso(7) }]) } })
  expect(await samples(host)).toEqual([])
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')) } })
  const volume = await db.prisma.volume.findFirst({ where: { hostId: host.id } })
  expect(await samples(host)).toEqual([{ kind: 'volume', subjectId: volume?.id, minute: 5, bytes: 5 }])
  await host.report({ sections: { sizes: sizes(['a', 6, { measuredAt: iso(9.9) }]) } })
  await host.report({ sections: { sizes: sizes(['a', 7, { measuredAt: iso(10) }]) } })
  await host.report({ sections: { sizes: sizes(['a', 7, { measuredAt: iso(10) }]) } })
  expect(await bytesOf(host, 'volume')).toEqual([
    [5, 6],
    [10, 7],
  ])
})

test('unknown, "at least" and "at most" are gaps, never numbers; so is a size that is no longer told', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')), sizes: sizes(['a', 5, { measuredAt: iso(0) }]) } })
  await host.report({ sections: { sizes: sizes(['a', null, { measuredAt: iso(5) }]) } })
  await host.report({ sections: { sizes: sizes(['a', 4, { measuredAt: iso(10), partial: true }]) } })
  await host.report({ sections: { sizes: sizes(['a', null, { measuredAt: iso(15), atMostBytes: 900, method: 'statfs' }]) } })
  await host.report({ sections: { sizes: sizes(['a', 6, { measuredAt: iso(20) }]) } })
  await host.report({ sections: { sizes: delta([], ['a']) } }, minute(26))
  expect(await bytesOf(host, 'volume')).toEqual([
    [0, 5],
    [5, null],
    [20, 6],
    [25, null],
  ])
})

test('what stays as it was is a sample an hour, however often it is measured; a value that comes back within a slot is told', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')) } })
  const measured = async (bytes: number, at: number) =>
    host.report({ sections: { sizes: sizes(['a', bytes, { measuredAt: iso(at) }]) } })
  for (let at = -150; at <= 0; at += 5) await measured(5, at)
  await measured(6, 5)
  await measured(5, 6)
  await measured(5, 10)
  expect(await bytesOf(host, 'volume')).toEqual([
    [-150, 5],
    [-90, 5],
    [-30, 5],
    [5, 5],
  ])
})

test('B6: layers and logs are apart; a log that never was a number leaves no gap', async () => {
  const host = await testHost(db)
  await host.report({
    sections: {
      containers: allContainers(containerFact('c'), containerFact('quiet')),
      layers: delta([layerFact('c', 0, { logBytes: 50e9, measuredAt: iso(0) }), layerFact('quiet', 1, { measuredAt: iso(0) })]),
    },
  })
  await host.report({ sections: { layers: delta([layerFact('c', 3, { measuredAt: iso(5), logReason: 'gone' })]) } })
  expect(await bytesOf(host, 'layer')).toEqual(
    expect.arrayContaining([
      [0, 0],
      [0, 1],
      [5, 3],
    ]),
  )
  expect(await bytesOf(host, 'log')).toEqual([
    [0, 50e9],
    [5, null],
  ])
})

test('a name that comes back is another volume: its samples are its own, and the old ones stay where they were', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')), sizes: sizes(['a', 5, { measuredAt: iso(0) }]) } })
  await host.report({ sections: { volumes: delta([], ['a']) } })
  await host.report({ sections: { volumes: delta([volumeFact('a')]) } })
  expect(await bytesOf(host, 'volume')).toEqual([[0, 5]])
  await host.report({ sections: { sizes: sizes(['a', 1, { measuredAt: iso(10) }]) } })
  const [first, second] = await db.prisma.volume.findMany({ where: { hostId: host.id }, orderBy: { firstSeenAt: 'asc' } })
  expect(await samples(host)).toMatchObject([
    { subjectId: first?.id, bytes: 5 },
    { subjectId: second?.id, bytes: 1 },
  ])
})

test('what was measured before the oldest partition is on the row, but no sample', async () => {
  const host = await testHost(db)
  const old = sizeFact('a', 5, { measuredAt: '2020-02-02T00:00:00Z' })
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')), sizes: delta([old]), engine: theEngine(engineFact()) } })
  expect(await db.prisma.volume.findFirst({ where: { hostId: host.id } })).toMatchObject({ sizeBytes: 5n })
  expect(await samples(host)).toEqual([])
  expect(await db.prisma.diskSample.count({ where: { hostId: host.id } })).toBe(0)
})

test('each look at the engine is a sample of its disk, also when nothing changed; a failed or blind one is none', async () => {
  const host = await testHost(db)
  const look = (n: number, part: ReturnType<typeof theEngine> | ReturnType<typeof failed>) =>
    host.report({ sections: { engine: { ...part, collectedAt: iso(n) } } })
  const full = engineFact({
    filesystem: { totalBytes: 1000, usedBytes: 300, availableBytes: 600, totalInodes: 90, usedInodes: 40 },
  })
  await look(1, theEngine(engineFact()))
  await look(5, theEngine(full))
  await look(10, delta([]))
  await look(15, failed())
  await look(20, theEngine(engineFact({ filesystem: null })))
  const rows = await db.prisma.diskSample.findMany({ where: { hostId: host.id }, orderBy: { at: 'asc' } })
  const figures = { totalBytes: 1000n, usedBytes: 300n, availableBytes: 600n, totalInodes: 90n, usedInodes: 40n }
  expect(rows).toMatchObject([
    { at: minute(0), usedBytes: 100n },
    { at: minute(5), ...figures },
    { at: minute(10), ...figures },
  ])
})
