import { expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { allVolumes, delta, sizeFact, volumeFact } from '../testing/facts.ts'
import { addContainer, addHost, addVolume, ago, day, hour, now } from '../testing/fleet-rows.ts'
import { testHost } from '../testing/host.ts'
import { addSizeSamples, pointsOf } from '../testing/samples.ts'
import { keepGrowth } from './keep-growth.ts'

it('growth a day is the last size less the one of 7 days ago, or less the earliest since, by the time between them', async () => {
  await using db = await testDatabase()
  const hostId = await addHost(db)
  const series: Record<string, [number, number | null][]> = {
    steady: pointsOf(ago(10 * day), now, hour, (at) => at.getTime() / hour).map(({ at, bytes }) => [(+now - +at) / day, bytes]),
    held: [
      [9, 10],
      [2, 24],
    ],
    young: [
      [3, 0],
      [2, 5],
      [0, 30],
    ],
    shrinking: [
      [8, 70],
      [1, 0],
    ],
    tooYoung: [
      [0.9, 1],
      [0, 2],
    ],
    unknownNow: [
      [5, 1],
      [1, null],
    ],
    gap: [
      [8, 10],
      [7.5, null],
      [4, null],
      [1, 24],
    ],
    single: [[3, 5]],
    old: [[9, 5]],
    none: [],
  }
  const expected: Record<string, number | null> = {
    ...{
      steady: 24,
      held: 2,
      young: 10,
      shrinking: -10,
      tooYoung: null,
      unknownNow: null,
      gap: 2,
      single: null,
      old: null,
      none: null,
    },
  }
  for (const [name, points] of Object.entries(series)) {
    const subjectId = await addVolume(db, hostId, { name })
    const samples = points.map(([days, bytes]) => ({ at: new Date(now.getTime() - days * day), bytes }))
    await addSizeSamples(db, { kind: 'volume', subjectId, hostId }, samples)
  }
  const container = await addContainer(db, hostId)
  const ofContainer = { subjectId: container, hostId }
  await addSizeSamples(db, { kind: 'layer', ...ofContainer }, [
    { at: ago(2 * day), bytes: 0 },
    { at: now, bytes: 8 },
  ])
  await addSizeSamples(db, { kind: 'log', ...ofContainer }, [
    { at: ago(2 * day), bytes: 0 },
    { at: now, bytes: 800 },
  ])

  expect(await keepGrowth(db, { now })).toBe(6)
  const volumes = await db.prisma.volume.findMany()
  expect(Object.fromEntries(volumes.map(({ name, growthBytesPerDay }) => [name, growthBytesPerDay]))).toEqual(expected)
  expect(await db.prisma.container.findFirst()).toMatchObject({ growthBytesPerDay: 4 })
  expect(await keepGrowth(db, { now })).toBe(0)

  // What is no longer known becomes unknown again.
  await db.pool.query('DELETE FROM size_sample')
  expect(await keepGrowth(db, { now })).toBe(6)
  expect(await db.prisma.volume.count({ where: { growthBytesPerDay: { not: null } } })).toBe(0)
})

it('reports go on while growth is worked out: neither waits for the other in a ring', async () => {
  await using db = await testDatabase()
  const host = await testHost(db)
  const names = Array.from({ length: 60 }, (_, index) => `v-${index}`)
  await host.report({ sections: { volumes: allVolumes(...names.map((name) => volumeFact(name))) } })
  let slot = new Date(Date.now() - 6 * day)
  // Each round writes every row, each report too, in another order.
  for (let round = 0; round < 12; round += 1) {
    slot = new Date(slot.getTime() + 8 * hour)
    const measuredAt = slot.toISOString()
    const sizes = names.toReversed().map((name, index) => sizeFact(name, round * (index + 1) * 1000, { measuredAt }))
    const [reply] = await Promise.all([host.report({ sections: { sizes: delta(sizes) } }), keepGrowth(db, { now: slot })])
    expect(reply.outcome).toBe('applied')
  }
  await keepGrowth(db, { now: slot })
  expect(await db.prisma.volume.count({ where: { growthBytesPerDay: { gt: 0 } } })).toBe(60)
})
