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
  expect(rows).toMatchObject([{ subjectId: two.id }])
  // AZ3: the log of one host never names another, which its reader may not see.
  const { name: other } = await db.prisma.host.findUniqueOrThrow({ where: { id: one.id } })
  expect(JSON.stringify([rows[0]?.text, rows[0]?.details])).not.toMatch(new RegExp(`${other}|${one.id}`))
  await two.report({ sections: { engine: theEngine({ ...fact, warnings: ['x'] }) } })
  expect(await db.prisma.activity.count({ where: { action: 'host.conflict', hostId: two.id } })).toBe(1)
})
