import { HostDetail } from '@stowage/domain/host'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { addContainer, addHost, addJob, addVolume, ago, day, hour, now } from '../testing/fleet-rows.ts'
import { hostDetail, hostRows } from './host-rows.ts'
import { overview } from './overview.ts'
import { search } from './search.ts'
import type { Viewer } from './viewer.ts'

const all: Viewer = { hostIds: null, now }

it('A32, M1: the overview counts a doubled engine once and names who does not report', async () => {
  await using db = await testDatabase()
  const first = await addHost(db, {
    name: 'a',
    engineIdentity: 'one',
    enrolledAt: ago(3 * day),
    diskBytes: 100n,
    diskUsedBytes: 40n,
  })
  const second = await addHost(db, { name: 'b', engineIdentity: 'one', enrolledAt: ago(2 * day) })
  const silent = await addHost(db, { name: 'c', lastSeenAt: ago(hour) })
  const fresh = await addHost(db, { name: 'd' })
  await addHost(db, { name: 'gone', revokedAt: ago(day) })
  for (const host of [first, second]) await addVolume(db, host, { name: 'x', sizeBytes: 5n })
  await addVolume(db, silent, { sizeBytes: 7n })
  await addVolume(db, fresh, { name: 'free' })
  await addVolume(db, fresh, { name: 'new', firstSeenAt: ago(hour) })
  await addVolume(db, fresh, { name: 'busy' })
  await addVolume(db, fresh, { name: 'past', removedAt: ago(hour) })
  await addContainer(db, fresh, { state: 'exited', mounts: [{ name: 'busy' }], layerBytes: 3n })
  await addJob(db, fresh)
  await addJob(db, fresh, { state: 'succeeded', volumeName: 'y' })
  expect(await overview(db, all)).toMatchObject({
    hosts: { total: 4, reporting: 3, notReporting: [{ id: silent, name: 'c', state: 'offline' }] },
    volumes: { total: 5, byState: { used: 1, orphan: 1, protected: 1, unknown: 2 } },
    containers: { total: 1, running: 0 },
    sizes: { measured: 2, unknown: 3, sumBytes: 12 },
    layers: { measured: 1, unknown: 0, sumBytes: 3 },
    jobsOpen: 1,
  })
  expect((await overview(db, all, { scope: 'host:d' })).volumes.total).toBe(3)
})

it('hosts tell their state, counts, conflict and policy in words', async () => {
  await using db = await testDatabase()
  const id = await addHost(db, {
    name: 'a',
    policy: { mode: 'manage' },
    engineIdentity: 'one',
    sections: { volumes: { status: 'error' } },
  })
  await addHost(db, { name: 'b', engineIdentity: 'one', lastSeenAt: ago(hour) })
  await addHost(db, { name: 'z', revokedAt: ago(hour) })
  await addVolume(db, id)
  await addVolume(db, id, { removedAt: ago(hour) })
  const rows = await hostRows(db, all)
  expect(rows.map((row) => [row.name, row.state, row.volumes])).toEqual([
    ['a', 'degraded', 1],
    ['b', 'offline', 0],
  ])
  expect(rows[0]).toMatchObject({
    mode: 'manage',
    conflict: 'b reports the same engine.',
    stateReason: 'The list of volumes could not be read.',
  })
  expect((await hostRows(db, all, { revoked: true })).map((row) => row.name)).toEqual(['a', 'b', 'z'])
  expect((await hostRows(db, { hostIds: [id], now }))[0]?.conflict).toBe('Another host reports the same engine.')
  const detail = await hostDetail(db, all, { name: 'a' })
  expect(HostDetail.parse(detail)).toEqual(detail)
  expect(detail?.policyText[0]).toBe('May create: plain local volumes.')
})

it('search finds parts of names, present ones and beginnings first, six of a kind, and takes any text', async () => {
  await using db = await testDatabase()
  const host = await addHost(db, { name: 'shop-host' })
  await addVolume(db, host, { name: 'my-shop' })
  await addVolume(db, host, { name: 'shop-old', removedAt: ago(hour) })
  for (let index = 0; index < 5; index += 1) await addVolume(db, host, { name: `shop-${index}` })
  await addContainer(db, host, { name: 'Shop_web' })
  const hits = await search(db, all, 'SHOP')
  expect(hits.volumes.map((hit) => hit.name)).toEqual(['shop-0', 'shop-1', 'shop-2', 'shop-3', 'shop-4', 'my-shop'])
  expect(hits.containers.map((hit) => hit.name)).toEqual(['Shop_web'])
  expect(hits.hosts).toMatchObject([{ name: 'shop-host', state: 'online' }])
  for (const q of ['', '  ', '\0', '\ud800', '%', '_', "'", '\\']) expect((await search(db, all, q)).hosts).toEqual([])
  expect((await search(db, all, '_')).containers.length).toBe(1)
})

it('B14: a sum with a part that was only counted in part says so, and the overview tells space, risk and age of the same hosts', async () => {
  await using db = await testDatabase()
  const host = await addHost(db, { name: 'a', diskBytes: 100n, diskUsedBytes: 40n, diskAvailableBytes: 60n })
  const other = await addHost(db, { name: 'b' })
  await addVolume(db, host, { sizeBytes: 5n, sizeMeasuredAt: ago(hour) })
  await addVolume(db, host, { sizeBytes: 7n, sizePartial: true, sizeMeasuredAt: ago(2 * day) })
  await addContainer(db, host, { layerBytes: 3n, layerPartial: true, lostBytes: 2n })
  await addContainer(db, host, {})
  const figures = await overview(db, all, { scope: 'host:a' })
  expect(figures).toMatchObject({
    sizes: { measured: 2, unknown: 1, sumBytes: 12 },
    layers: { measured: 1, unknown: 2, sumBytes: 3 },
    atRisk: { containers: 1, bytes: 2, unknown: 1 },
    dataAge: { oldestAt: ago(2 * day), freshShare: 0.5 },
    growth: { bytesPerDay: null },
  })
  expect(figures.capacity.map((space) => space.hostId)).toEqual([host])
  expect((await overview(db, { hostIds: [other], now })).capacity.map((space) => space.hostId)).toEqual([other])
})
