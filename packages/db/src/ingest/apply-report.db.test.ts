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
  hashOf,
  layerFact,
  mountFact,
  sizeFact,
  theEngine,
  volumeFact,
  whole,
} from '../testing/facts.ts'
import { testHost } from '../testing/host.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const present = (hostId: string) => db.prisma.volume.findMany({ where: { hostId, removedAt: null }, orderBy: { name: 'asc' } })
const names = async (hostId: string) => (await present(hostId)).map(({ name }) => name)

test('AP10: of revs 5, 7, 6 and 7 again the final state is that of 7; the overtaken and the repeated one are stale', async () => {
  const host = await testHost(db)
  const at = (rev: number, name: string, baseRev: number | null) =>
    host.report({ rev, baseRev, sections: { volumes: allVolumes(volumeFact(name)) } })
  expect((await at(5, 'five', null)).outcome).toBe('applied')
  expect((await at(7, 'seven', 5)).outcome).toBe('applied')
  expect((await at(6, 'six', 5)).outcome).toBe('stale')
  expect(await at(7, 'seven', 5)).toMatchObject({ outcome: 'stale', rev: 7 })
  expect(await names(host.id)).toEqual(['seven'])
})

test('a delta that skips a rev changes nothing and asks for everything', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')) } })
  const reply = await host.report({ rev: 3, baseRev: 2, sections: { volumes: delta([volumeFact('b')]) } })
  expect(reply).toMatchObject({ outcome: 'resync', rev: 1 })
  expect(await names(host.id)).toEqual(['a'])
})

test('M15: when the volumes list fails and containers are ok, volumes are kept, marked as failed, and nothing is removed', async () => {
  const host = await testHost(db)
  await host.report({
    sections: { volumes: allVolumes(volumeFact('a'), volumeFact('b')), containers: allContainers(containerFact('c')) },
  })
  await host.report({
    sections: { volumes: { ...failed(), remove: ['a'], only: [] }, containers: allContainers() },
  })
  expect(await names(host.id)).toEqual(['a', 'b'])
  const section = await db.prisma.hostSection.findUniqueOrThrow({ where: { hostId_name: { hostId: host.id, name: 'volumes' } } })
  expect(section).toMatchObject({ status: 'error', error: 'the engine did not answer' })
  expect(await db.prisma.container.count({ where: { hostId: host.id, removedAt: null } })).toBe(0)
})

test('A33: a partial list adds and changes and removes nothing, and was never complete', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: { ...allVolumes(volumeFact('a')), status: 'partial' }, containers: failed() } })
  await host.report({ sections: { volumes: { ...allVolumes(volumeFact('b')), status: 'partial' } } })
  expect(await names(host.id)).toEqual(['a', 'b'])
  const sections = await db.prisma.hostSection.findMany({ where: { hostId: host.id }, orderBy: { name: 'asc' } })
  expect(sections.map(({ name, status, okAt }) => [name, status, okAt])).toEqual([
    ['containers', 'error', null],
    ['volumes', 'partial', null],
  ])
})

test('a volume that vanishes keeps its row, and a name that returns begins a new life', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')) } })
  const [first] = await present(host.id)
  await host.report({ sections: { volumes: delta([], ['a']) } })
  expect(await names(host.id)).toEqual([])
  await host.report({ sections: { volumes: delta([volumeFact('a')]) } })
  const [second] = await present(host.id)
  expect(second?.id).not.toBe(first?.id)
  expect(await db.prisma.volume.count({ where: { hostId: host.id, name: 'a' } })).toBe(2)
})

test('other options, another driver or, on engines from 23 on, another creation time is another volume; labels are not', async () => {
  const host = await testHost(db)
  const say = (over: Parameters<typeof volumeFact>[1]) =>
    host.report({ sections: { volumes: allVolumes(volumeFact('a', over)) } })
  const lives = () => db.prisma.volume.count({ where: { hostId: host.id } })
  const later = { createdAt: '2026-02-02T00:00:00Z' }
  await host.report({
    sections: { engine: theEngine(engineFact({ version: '20.10.24' })), volumes: allVolumes(volumeFact('a')) },
  })
  await say(later)
  expect(await lives()).toBe(1)
  await host.report({ sections: { engine: theEngine(engineFact({ version: '28.5.1' })) } })
  await say({ ...later, labels: { team: 'shop' } })
  expect(await lives()).toBe(1)
  await say({ createdAt: '2026-03-03T00:00:00Z' })
  expect(await lives()).toBe(2)
  await say({ createdAt: '2026-03-03T00:00:00Z', options: { type: 'tmpfs', device: 'tmpfs' } })
  expect(await lives()).toBe(3)
  await say({ createdAt: '2026-03-03T00:00:00Z', options: { type: 'tmpfs', device: 'tmpfs' }, driver: 'rclone' })
  await say({ createdAt: '2026-03-03T00:00:00Z', options: { type: 'tmpfs', device: 'tmpfs' }, driver: 'rclone:latest' })
  expect(await lives()).toBe(4)
})

test('C19, plugin down: a volume that the engine could not fully answer for keeps its life', async () => {
  const host = await testHost(db)
  const options = { remote: 'share:team' }
  await host.report({ sections: { volumes: allVolumes(volumeFact('a', { driver: 'rclone', options })) } })
  await host.report({ sections: { volumes: allVolumes(volumeFact('a', { driver: 'rclone', problem: 'plugin is down' })) } })
  await host.report({ sections: { volumes: allVolumes(volumeFact('a', { driver: 'rclone', options })) } })
  expect(await db.prisma.volume.count({ where: { hostId: host.id } })).toBe(1)
})

test('mounts follow the container, a bind into a volume carries its name, a bind of a parent does not (A5)', async () => {
  const host = await testHost(db)
  const mounts = [
    mountFact({ name: 'data' }),
    mountFact({ type: 'bind', name: null, source: '/var/lib/docker/volumes/inner/_data/sub', destination: '/b' }),
    mountFact({ type: 'bind', name: null, source: '/var/lib/docker/volumes', destination: '/all' }),
    mountFact({ type: 'bind', name: null, source: '/', destination: '/root' }),
  ]
  await host.report({ sections: { containers: allContainers(containerFact('c', { mounts })), engine: theEngine(engineFact()) } })
  const rows = () => db.prisma.containerMount.findMany({ where: { hostId: host.id }, orderBy: { position: 'asc' } })
  expect((await rows()).map(({ name }) => name)).toEqual(['data', 'inner', null, null])
  await host.report({ sections: { containers: delta([containerFact('c', { mounts: mounts.slice(0, 1), state: 'exited' })]) } })
  expect((await rows()).map(({ name }) => name)).toEqual(['data'])
  await host.report({ sections: { containers: allContainers() } })
  expect(await rows()).toEqual([])
})

test('sizes join their rows whichever comes first, and a new life never inherits the size of the old one', async () => {
  const host = await testHost(db)
  const sizes = whole([sizeFact('a', 7)], itemKey.sizes)
  await host.report({ sections: { sizes, layers: whole([layerFact('c', 3)], itemKey.layers) } })
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')), containers: allContainers(containerFact('c')) } })
  expect(await present(host.id)).toMatchObject([{ sizeBytes: 7n, sizeBasis: 'allocated' }])
  expect(await db.prisma.container.findFirst({ where: { hostId: host.id } })).toMatchObject({
    layerBytes: 3n,
    layerMeasure: 'apparent',
  })
  await host.report({ sections: { volumes: allVolumes() } })
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')), sizes } })
  expect(await present(host.id)).toMatchObject([{ sizeBytes: null, sizeMeasuredAt: null }])
  await host.report({ sections: { sizes: delta([sizeFact('a', 9, { measuredAt: '2026-01-02T00:00:00Z' })]) } })
  expect(await present(host.id)).toMatchObject([{ sizeBytes: 9n }])
  await host.report({ sections: { sizes: whole([], itemKey.sizes) } })
  expect(await present(host.id)).toMatchObject([{ sizeBytes: null, sizeReason: null }])
})

test('AP9: measured times are in our clock by the known offset and never later than the receipt', async () => {
  const host = await testHost(db)
  await db.prisma.host.update({ where: { id: host.id }, data: { clockOffsetMs: 3 * 86_400_000 } })
  const receivedAt = new Date('2026-05-05T12:00:00Z')
  const sizes = [
    sizeFact('a', 1, { measuredAt: '2026-05-08T11:59:00Z' }),
    sizeFact('b', 1, { measuredAt: '2026-05-09T00:00:00Z' }),
  ]
  await host.report(
    { sections: { volumes: allVolumes(volumeFact('a'), volumeFact('b')), sizes: whole(sizes, itemKey.sizes) } },
    receivedAt,
  )
  expect(await present(host.id)).toMatchObject([
    { sizeMeasuredAt: new Date('2026-05-05T11:59:00Z') },
    { sizeMeasuredAt: receivedAt },
  ])
})

test('rows that differ from the agent make it send everything, and a whole list never asks twice', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')) } })
  const wrong = await host.report({ sections: { volumes: delta([volumeFact('b')], [], hashOf([volumeFact('b')])) } })
  expect(wrong.outcome).toBe('resync')
  const healed = await host.report({ baseRev: null, sections: { volumes: allVolumes(volumeFact('b')) } })
  expect(healed.outcome).toBe('applied')
  const again = await host.report({ sections: { volumes: delta([], [], hashOf([volumeFact('b')])) } })
  expect(again.outcome).toBe('applied')
  const stubborn = await host.report({
    baseRev: null,
    sections: { volumes: { ...allVolumes(volumeFact('b')), hash: '0'.repeat(64) } },
  })
  expect(stubborn.outcome).toBe('applied')
})

test('AP11: names, labels and errors with NUL, lone surrogates and hostile text are kept without breaking anything', async () => {
  const host = await testHost(db)
  const hostile = 'a\0b\ud800c\u202e<img src=x onerror=alert(1)>'
  const facts = [
    volumeFact(hostile, { labels: { [hostile]: hostile }, options: { [hostile]: hostile } }),
    volumeFact('constructor'),
    volumeFact('__proto__'),
  ]
  const event = {
    key: hostile,
    at: '2026-01-01T00:00:00Z',
    action: 'created' as const,
    volume: hostile,
    containerId: null,
    containerName: hostile,
    image: hostile,
    project: null,
    destination: hostile,
    rw: null,
  }
  const say = () =>
    host.report({
      sections: {
        volumes: allVolumes(...facts),
        containers: failed(hostile),
        sizes: whole([sizeFact(hostile, 1)], itemKey.sizes),
      },
      events: [event],
    })
  expect((await say()).outcome).toBe('applied')
  expect((await say()).outcome).toBe('applied')
  expect(await present(host.id)).toHaveLength(3)
  expect((await present(host.id)).map(({ sizeBytes }) => sizeBytes)).toContain(1n)
})

test('A32: two agents on one engine are a recorded conflict, a cloned machine with its own boot is not', async () => {
  const [one, two, clone] = [await testHost(db), await testHost(db), await testHost(db)]
  const fact = engineFact({ engineId: 'shared', bootId: 'boot-a32' })
  await one.report({ sections: { engine: theEngine(fact), volumes: allVolumes(volumeFact('a')) } })
  await two.report({ sections: { engine: theEngine(fact), volumes: allVolumes(volumeFact('a')) } })
  await clone.report({ sections: { engine: theEngine(engineFact({ engineId: 'shared', bootId: 'other' })) } })
  const hosts = await db.prisma.host.findMany({ where: { id: { in: [one.id, two.id, clone.id] } } })
  const identity = (id: string) => hosts.find((host) => host.id === id)?.engineIdentity
  expect(identity(one.id)).toBe(identity(two.id))
  expect(identity(clone.id)).not.toBe(identity(one.id))
  const rows = await db.prisma.activity.findMany({
    where: { action: 'host.conflict', hostId: { in: [one.id, two.id, clone.id] } },
  })
  expect(rows).toMatchObject([{ subjectId: two.id, details: { hosts: [one.id] } }])
  await two.report({ sections: { engine: theEngine({ ...fact, warnings: ['x'] }) } })
  expect(await db.prisma.activity.count({ where: { action: 'host.conflict', hostId: two.id } })).toBe(1)
})
