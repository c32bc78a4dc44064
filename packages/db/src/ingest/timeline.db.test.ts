import type { TimelineEvent } from '@stowage/domain/report'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { allContainers, allVolumes, containerFact, delta, mountFact, volumeFact } from '../testing/facts.ts'
import { type TestHost, testHost } from '../testing/host.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const start = Date.parse('2026-06-01T00:00:00Z')
const second = (n: number) => new Date(start + n * 1000)
const event = (key: string, n: number, action: TimelineEvent['action'], over: Partial<TimelineEvent> = {}): TimelineEvent => ({
  key,
  at: second(n).toISOString(),
  action,
  volume: 'a',
  containerId: 'c1',
  containerName: 'shop-web-1',
  image: 'web',
  project: 'shop',
  destination: '/data',
  rw: true,
  ...over,
})

const lives = (host: TestHost) => db.prisma.volume.findMany({ where: { hostId: host.id }, orderBy: { firstSeenAt: 'asc' } })
const eventsOf = async (volumeId: string | undefined) =>
  (await db.prisma.volumeEvent.findMany({ where: { volumeId: volumeId ?? null }, orderBy: { at: 'asc' } })).map(
    ({ action }) => action,
  )
const log = (host: TestHost) =>
  db.prisma.activity
    .findMany({ where: { hostId: host.id }, orderBy: { seq: 'asc' } })
    .then((rows) =>
      rows.map(({ action, attribution, subject, actorType }) => [action, attribution, subject, actorType].join(' ')),
    )

test('an event told twice is one event; mounts move "last mounted" forward and never back', async () => {
  const host = await testHost(db)
  const say = (...events: TimelineEvent[]) => host.report({ events })
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')) } })
  await say(event('k2', 20, 'mounted'))
  await say(event('k2', 20, 'mounted'), event('k1', 10, 'mounted', { containerName: 'older' }))
  const [volume] = await lives(host)
  expect(volume).toMatchObject({ lastMountedAt: second(20), lastMountedBy: 'shop-web-1 (web, shop)' })
  expect(await eventsOf(volume?.id)).toEqual(['mounted', 'mounted'])
})

test('who mounted last is told by name, image and project as far as the engine named them', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')) } })
  const by = async (key: string, n: number, over: Partial<TimelineEvent>) => {
    await host.report({ events: [event(key, n, 'mounted', over)] })
    return (await lives(host))[0]?.lastMountedBy
  }
  expect(await by('k1', 10, { project: null })).toBe('shop-web-1 (web)')
  expect(await by('k2', 20, { image: null })).toBe('shop-web-1 (shop)')
  const nameless = { containerName: null, image: null, project: null, containerId: 'f'.repeat(64) }
  expect(await by('k3', 30, nameless)).toBe('ffffffffffff')
  expect(await by('k4', 40, { ...nameless, containerId: null, image: 'web' })).toBe('ffffffffffff')
})

test('a listed container proves a mount as well as an event; helpers of Stowage prove none', async () => {
  const host = await testHost(db)
  const mounts = [mountFact({ name: 'a' })]
  const helper = containerFact('helper', { mounts: [mountFact({ name: 'b' })], labels: { 'stowage.helper': '1' } })
  const web = containerFact('web', { mounts, state: 'exited', finishedAt: second(5).toISOString() })
  await host.report({
    sections: { containers: allContainers(web, helper), volumes: allVolumes(volumeFact('a'), volumeFact('b')) },
  })
  const rows = await db.prisma.volume.findMany({ where: { hostId: host.id }, orderBy: { name: 'asc' } })
  expect(rows).toMatchObject([
    { lastMountedAt: second(5), lastMountedBy: 'web (busybox)' },
    { lastMountedAt: null, lastMountedBy: null },
  ])
})

test('destroyed and made again between two lists that look the same: two lives, each with its own events', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')) } }, second(0))
  await host.report(
    { events: [event('1', 10, 'mounted'), event('2', 20, 'removed'), event('3', 30, 'created'), event('4', 40, 'mounted')] },
    second(60),
  )
  const [first, next, ...more] = await lives(host)
  expect(more).toEqual([])
  expect(first).toMatchObject({ removedAt: second(20), lastMountedAt: second(10) })
  expect(next).toMatchObject({ removedAt: null, lastMountedAt: second(40), firstSeenAt: second(20) })
  expect(await eventsOf(first?.id)).toEqual(['mounted', 'removed'])
  expect(await eventsOf(next?.id)).toEqual(['created', 'mounted'])
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')) } }, second(70))
  expect(await lives(host)).toHaveLength(2)
})

test('a create event alone splits no life: engine 20.10 sends one for a name that exists', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('a')) } }, second(0))
  await host.report({ events: [event('1', 30, 'created')] }, second(60))
  expect(await lives(host)).toHaveLength(1)
})

test('events that come before their volume was listed belong to it; those of an earlier life do not', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes() } }, second(0))
  await host.report({ events: [event('1', 10, 'created'), event('2', 20, 'removed'), event('3', 30, 'created')] }, second(40))
  const listed = { ...allVolumes(volumeFact('a')), collectedAt: second(45).toISOString() }
  await host.report({ sections: { volumes: listed } }, second(50))
  const [volume] = await lives(host)
  expect(await eventsOf(volume?.id)).toEqual(['created'])
})

test('changes made outside are logged: D by the event, E by absence, none for what was there at the first list', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('a'), volumeFact('b')) } }, second(0))
  expect(await log(host)).toEqual([])
  await host.report(
    { events: [event('1', 10, 'removed', { volume: 'a' })], sections: { volumes: allVolumes(volumeFact('b')) } },
    second(20),
  )
  await host.report({ sections: { volumes: allVolumes() } }, second(30))
  await host.report(
    { events: [event('2', 40, 'created', { volume: 'd' })], sections: { volumes: delta([volumeFact('d'), volumeFact('e')]) } },
    second(50),
  )
  expect(await log(host)).toEqual([
    'volume.remove D a outside',
    'volume.remove E b outside',
    'volume.create D d outside',
    'volume.create E e outside',
  ])
  const [first] = await lives(host)
  expect(first).toMatchObject({ name: 'a', removedAt: second(10) })
  const [blind] = await db.prisma.blindWindow.findMany({ where: { hostId: host.id } })
  expect(blind).toMatchObject({ from: new Date(0), to: second(0), cause: 'first_seen' })
})

test('what a job of ours did is not logged as done by others', async () => {
  const host = await testHost(db)
  await host.report({ sections: { volumes: allVolumes(volumeFact('gone'), volumeFact('later')) } }, second(0))
  const job = { hostId: host.id, params: {}, requestedById: 'u', requestedBy: 'Ann', via: 'web' }
  await db.prisma.job.create({ data: { ...job, kind: 'volume.create', volumeName: 'made', state: 'running' } })
  await db.prisma.job.create({
    data: { ...job, kind: 'volume.remove', volumeName: 'gone', state: 'succeeded', code: 'removed', finishedAt: second(5) },
  })
  await host.report({ sections: { volumes: delta([volumeFact('made')], ['gone']) } }, second(10))
  expect(await log(host)).toEqual([])
  await host.report({ sections: { volumes: delta([volumeFact('gone')]) } }, second(20))
  await host.report({ sections: { volumes: delta([], ['gone']) } }, second(30))
  expect(await log(host)).toEqual(['volume.create E gone outside', 'volume.remove E gone outside'])
})
