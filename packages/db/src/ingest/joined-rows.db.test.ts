import { itemKey } from '@stowage/domain/report'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import {
  allContainers,
  allVolumes,
  containerFact,
  delta,
  engineFact,
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
