import { HostSpace, HostSpaceDetail, type SpaceKind } from '@stowage/domain/space'
import { expect, it } from 'vitest'
import type { Viewer } from '../lists/viewer.ts'
import { testDatabase } from '../testing/database.ts'
import { engineFact } from '../testing/facts.ts'
import { addContainer, addHost, addVolume, ago, hour, now, volumeData } from '../testing/fleet-rows.ts'
import { hostSpace } from './host-space.ts'
import { hostSpaceDetail } from './host-space-detail.ts'

const all: Viewer = { hostIds: null, now }
const usage = { imageBytes: 500, imageReason: null, buildCacheBytes: null, buildCacheReason: 'asked too lately' }
const disk = { diskBytes: 10_000, diskUsedBytes: 4000, diskAvailableBytes: 5000 }
const part = (space: HostSpace | null | undefined, kind: SpaceKind) => space?.parts.find((each) => each.kind === kind)

it('what fills a host: volumes by verdict, layers, logs, images once, and the rest; unknown ones are counted', async () => {
  await using db = await testDatabase()
  const host = await addHost(db, { ...disk, engine: engineFact({ usage }) })
  await addVolume(db, host, { name: 'live', sizeBytes: 100 })
  await addVolume(db, host, { name: 'stopped', sizeBytes: 20, sizePartial: true })
  await addVolume(db, host, { name: 'orphan', sizeBytes: 3, sizeMeasuredAt: ago(hour) })
  await addVolume(db, host, { name: 'orphan-2' })
  await addVolume(db, host, { name: 'gone', sizeBytes: 9000, removedAt: ago(hour) })
  await addContainer(db, host, { mounts: [{ name: 'live' }], layerBytes: 7, logBytes: 50, imageBytes: 500 })
  await addContainer(db, host, { state: 'exited', mounts: [{ name: 'stopped' }], imageBytes: 500 })
  await addContainer(db, host, { state: 'exited', logDriver: 'journald', layerBytes: 1, imageBytes: 500 })
  const space = await hostSpaceDetail(db, all, { id: host })
  expect(HostSpaceDetail.parse(space)).toEqual(space)
  expect(space?.parts.map(({ kind, bytes, unknown }) => [kind, bytes, unknown])).toEqual([
    ['volumes-in-use', 100, 0],
    ['volumes-idle', 20, 1],
    ['volumes-orphaned', 3, 1],
    ['layers', 8, 1],
    ['images', 500, 0], // B17: not the sum over containers
    ['build-cache', null, 0],
    ['logs', 50, 1],
    ['other', 4000 - 681, 0],
  ])
  expect(part(space, 'build-cache')?.reason).toBe('asked too lately')
  expect(part(space, 'other')?.reason).toMatch('could not be measured')
  expect(space?.volumes.map(({ name, bytes, partial, state, active }) => [name, bytes, partial, state, active])).toEqual([
    ['live', 100, false, 'used', true],
    ['stopped', 20, true, 'used', false],
    ['orphan', 3, false, 'orphan', false],
    ['orphan-2', null, false, 'orphan', false],
  ])
  expect(space?.containers.map(({ layerBytes, logBytes }) => [layerBytes, logBytes])).toEqual([
    [7, 50],
    [1, null],
    [null, null],
  ])
})

it('B16: remote, shared and placed-elsewhere data is in no sum of a disk', async () => {
  await using db = await testDatabase()
  const host = await addHost(db, disk)
  for (const kind of ['nfs', 'cifs', 'plugin', 'tmpfs', 'path', 'other']) await addVolume(db, host, { kind, sizeBytes: 1000 })
  await addVolume(db, host, { sizeBytes: 1 })
  const [space] = await hostSpace(db, all)
  expect(part(space, 'volumes-orphaned')).toMatchObject({ bytes: 1, unknown: 0 })
  expect(part(space, 'other')?.bytes).toBe(3999)
})

it('A32: one engine that two agents report counts once; the fullest host is first, one that tells nothing last', async () => {
  await using db = await testDatabase()
  await addHost(db, { name: 'silent', sections: { containers: null, volumes: null } })
  await addHost(db, { name: 'half', ...disk, engineIdentity: 'x', enrolledAt: ago(9 * hour) })
  await addHost(db, { name: 'twin', ...disk, engineIdentity: 'x', enrolledAt: ago(hour) })
  await addHost(db, { name: 'full', ...disk, diskAvailableBytes: 1 })
  const spaces = await hostSpace(db, all)
  expect(spaces.map((space) => HostSpace.parse(space).host)).toEqual(['full', 'half', 'silent'])
  const silent = spaces.at(-1)
  expect(part(silent, 'volumes-idle')).toMatchObject({
    bytes: null,
    reason: 'The volumes of this host have not been listed yet.',
  })
  expect(part(silent, 'images')).toMatchObject({ bytes: null, reason: 'The engine has not told it yet.' })
  expect(part(silent, 'other')?.bytes).toBeNull()
  expect((await hostSpace(db, all, { scope: 'host:half' })).map(({ host }) => host)).toEqual(['half'])
  expect(await hostSpace(db, { ...all, hostIds: [] })).toEqual([])
})

it('figures of different moments never make the rest negative; a host of many volumes lists 500 and sums up the others', async () => {
  await using db = await testDatabase()
  const host = await addHost(db, { ...disk, diskUsedBytes: 100 })
  await db.prisma.volume.createMany({ data: Array.from({ length: 510 }, (_, index) => volumeData(host, { sizeBytes: index })) })
  const space = await hostSpaceDetail(db, all, { id: host })
  expect(part(space, 'other')?.bytes).toBe(0)
  expect(space?.volumes).toHaveLength(500)
  expect(space?.volumes[0]?.bytes).toBe(509)
  expect(space?.moreVolumes).toEqual({ count: 10, bytes: 45 })
  expect(space?.moreContainers).toEqual({ count: 0, bytes: 0 })
  expect(await hostSpaceDetail(db, { hostIds: [], now }, { id: host })).toBeNull()
})
