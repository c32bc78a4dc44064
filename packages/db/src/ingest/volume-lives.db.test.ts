import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { allVolumes, delta, engineFact, theEngine, volumeFact } from '../testing/facts.ts'
import { testHost } from '../testing/host.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const present = (hostId: string) => db.prisma.volume.findMany({ where: { hostId, removedAt: null }, orderBy: { name: 'asc' } })
const names = async (hostId: string) => (await present(hostId)).map(({ name }) => name)

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
