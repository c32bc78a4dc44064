import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { allContainers, allVolumes, containerFact, mountFact, volumeFact } from '../testing/facts.ts'
import { testHost } from '../testing/host.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const root = '/var/lib/docker/volumes'
const usesOf = async (hostId: string) => {
  const rows = await db.prisma.volume.findMany({ where: { hostId, removedAt: null }, orderBy: { name: 'asc' } })
  return Object.fromEntries(rows.map(({ name, used, active, projectDown }) => [name, [used, active, projectDown]]))
}

test('A1, A16, V15: what a volume row knows of its uses follows every report', async () => {
  const host = await testHost(db)
  const volumes = allVolumes(
    volumeFact('named'),
    volumeFact('linked'),
    volumeFact('outer'),
    volumeFact('inner', { kind: 'path', options: { device: '/srv/l' }, realDevice: `${root}/outer/_data/x` }),
    volumeFact('shop', { project: 'shop' }),
  )
  const mounts = [
    mountFact({ name: 'named' }),
    mountFact({ type: 'bind', name: null, source: '/srv/a', realSource: `${root}/linked/_data`, destination: '/b' }),
  ]
  await host.report({ sections: { containers: allContainers(containerFact('web', { mounts, project: 'shop' })), volumes } })
  expect(await usesOf(host.id)).toEqual({
    inner: [false, false, false],
    linked: [true, true, false],
    named: [true, true, false],
    outer: [true, false, false],
    shop: [false, false, false],
  })
  await host.report({ sections: { containers: allContainers(containerFact('web', { mounts, state: 'exited' })) } })
  expect(await usesOf(host.id)).toMatchObject({
    linked: [true, false, false],
    named: [true, false, false],
    shop: [false, false, true],
  })
  await host.report({ sections: { containers: allContainers() } })
  expect(await usesOf(host.id)).toMatchObject({
    linked: [false, false, false],
    named: [false, false, false],
    outer: [true, false, false],
  })
  await host.report({ sections: { volumes: allVolumes(volumeFact('outer')) } })
  expect(await usesOf(host.id)).toEqual({ outer: [false, false, false] })
})

test("a container that came before its volume is a use of it from the volume's first report", async () => {
  const host = await testHost(db)
  await host.report({
    sections: { containers: allContainers(containerFact('early', { mounts: [mountFact({ name: 'late' })] })) },
  })
  await host.report({ sections: { volumes: allVolumes(volumeFact('late')) } })
  expect(await usesOf(host.id)).toEqual({ late: [true, true, false] })
})
