import { ListQuery } from '@stowage/domain/list'
import { neverLabels, neverNames } from '@stowage/domain/never-list'
import { unpackRefs } from '@stowage/domain/refs'
import { expect, it } from 'vitest'
import type { Database } from '../client.ts'
import { testDatabase } from '../testing/database.ts'
import { addContainer, addHost, addVolume, ago, day, hour, now } from '../testing/fleet-rows.ts'
import type { Viewer } from './viewer.ts'
import { queryVolumes } from './volume-list.ts'
import { volumeRows } from './volume-rows.ts'

const all: Viewer = { hostIds: null, now }
const rowsOf = async (db: Database, q: string, more: Partial<ListQuery> = {}, who = all) => {
  const { refs } = await queryVolumes(db, who, ListQuery.parse({ q, ...more }))
  return volumeRows(db, who, { refs: unpackRefs(refs) })
}
const ids = async (...asked: Parameters<typeof rowsOf>) => (await rowsOf(...asked)).map((row) => row.id)
const names = async (...asked: Parameters<typeof rowsOf>) => (await rowsOf(...asked)).map((row) => row.name)

it('A1, A5, V15: uses by name and by a path inside are found, a bind of a parent is none', async () => {
  await using db = await testDatabase()
  const host = await addHost(db, { name: 'web-01' })
  for (const name of ['named', 'inside', 'above-data', 'free']) await addVolume(db, host, { name })
  await addVolume(db, host, { name: 'plugin', driver: 'x', kind: 'plugin', mountpoint: '/mnt/x/p' })
  const root = '/var/lib/docker/volumes'
  await addContainer(db, host, { name: 'a', state: 'exited', mounts: [{ name: 'named' }] })
  await addContainer(db, host, {
    name: 'b',
    mounts: [
      { type: 'bind', source: `${root}/inside/_data/sub` },
      { type: 'bind', source: `${root}/above-data` },
    ],
  })
  await addContainer(db, host, {
    name: 'c',
    mounts: [
      { type: 'bind', source: '/' },
      { type: 'bind', source: '/var/lib/docker' },
      { type: 'bind', source: root },
    ],
  })
  await addContainer(db, host, {
    name: 'd',
    mounts: [
      { type: 'bind', source: '/mnt/x/p/deep' },
      { type: 'image', name: 'free', source: '/x' },
    ],
  })
  expect(await names(db, 'state:used')).toEqual(['above-data', 'inside', 'named', 'plugin'])
  expect(await names(db, 'mounted:yes')).toEqual(['above-data', 'inside', 'plugin'])
  expect(await names(db, 'state:orphan')).toEqual(['free'])
  expect(await names(db, 'used-by:b')).toEqual(['above-data', 'inside'])
  const [row] = await volumeRows(db, all, await ids(db, 'name:inside'))
  expect(row).toMatchObject({ pill: 'in-use', usedBy: [{ container: 'b', how: 'bind', path: '/data', state: 'running' }] })
})

it('A1, V15: a bind through a link and the device of another volume make the volume used, never an orphan', async () => {
  await using db = await testDatabase()
  const host = await addHost(db)
  const root = '/var/lib/docker/volumes'
  for (const name of ['linked', 'outer', 'parent', 'lonely', 'free']) await addVolume(db, host, { name })
  await addVolume(db, host, { name: 'inner', kind: 'path', options: { device: `${root}/outer/_data/sub` } })
  await addVolume(db, host, {
    name: 'nested',
    kind: 'path',
    options: { device: '/srv/link' },
    realDevice: `${root}/lonely/_data`,
  })
  await addVolume(db, host, { name: 'beside', kind: 'path', options: { device: root } })
  await addContainer(db, host, {
    name: 'web',
    mounts: [{ type: 'bind', source: '/srv/data', realSource: `${root}/linked/_data/x` }, { name: 'inner' }],
  })
  expect(await names(db, 'state:used')).toEqual(['inner', 'linked', 'lonely', 'outer'])
  expect(await names(db, 'mounted:yes')).toEqual(['inner', 'linked', 'outer'])
  expect(await names(db, 'used-by:web')).toEqual(['inner', 'linked', 'outer'])
  const [linked, lonely, outer] = await rowsOf(db, 'name:linked,outer,lonely')
  for (const row of [linked, outer]) expect(row?.usedBy).toMatchObject([{ container: 'web', how: 'bind' }])
  expect(lonely).toMatchObject({ state: 'used', pill: 'idle', usedBy: [], stateReason: expect.stringContaining('volume nested') })
})

it('audit 1.3: what is never offered is protected in lists too, and what changed lately is young', async () => {
  await using db = await testDatabase()
  const host = await addHost(db)
  for (const pattern of neverNames) await addVolume(db, host, { name: pattern.replaceAll('*', 'x') })
  for (const label of neverLabels) await addVolume(db, host, { name: label, labels: { [label]: '' } })
  await addVolume(db, host, { name: 'changed', factAt: ago(hour) })
  await addVolume(db, host, { name: 'old' })
  expect(await names(db, 'state:orphan')).toEqual(['old'])
  expect((await rowsOf(db, 'state:protected')).map((row) => row.state)).toEqual(
    Array.from({ length: neverNames.length + neverLabels.length + 1 }, () => 'protected'),
  )
})

it('A25, B14: a size known in part makes the sum a lower bound and meets no upper limit', async () => {
  await using db = await testDatabase()
  const host = await addHost(db)
  await addVolume(db, host, { name: 'part', sizeBytes: 5n, sizePartial: true })
  await addVolume(db, host, { name: 'whole', sizeBytes: 5n })
  expect(await queryVolumes(db, all, ListQuery.parse({ sort: 'size' }))).toMatchObject({
    total: 2,
    unknown: 1,
    unordered: 0,
    sumBytes: 10,
  })
  expect(await names(db, 'size:>1B')).toEqual(['part', 'whole'])
  expect(await queryVolumes(db, all, ListQuery.parse({ q: 'size:<9B' }))).toMatchObject({ total: 1, leftOut: 1 })
  expect(await queryVolumes(db, all, ListQuery.parse({ q: '-size:<9B' }))).toMatchObject({ total: 0, leftOut: 1 })
})

it('A25: unknown sizes follow the last known one in both directions and are left out of comparisons', async () => {
  await using db = await testDatabase()
  const host = await addHost(db)
  await addVolume(db, host, { name: 'big', sizeBytes: 2n ** 40n })
  await addVolume(db, host, { name: 'empty', sizeBytes: 0n })
  await addVolume(db, host, { name: 'unmeasured' })
  expect(await names(db, '', { sort: 'size' })).toEqual(['empty', 'big', 'unmeasured'])
  expect(await names(db, '', { sort: '-size' })).toEqual(['big', 'empty', 'unmeasured'])
  const answer = await queryVolumes(db, all, ListQuery.parse({ q: '-size:>1GiB' }))
  expect(answer).toMatchObject({ total: 1, unknown: 0, leftOut: 1, sumBytes: 0 })
  expect(await queryVolumes(db, all, ListQuery.parse({}))).toMatchObject({ total: 3, unknown: 1, leftOut: 0, sumBytes: 2 ** 40 })
})

it('AZ3: what lies on a host out of sight does not exist, in ids, sums, rows and scope', async () => {
  await using db = await testDatabase()
  const [mine, other] = [await addHost(db, { name: 'mine' }), await addHost(db, { name: 'other' })]
  const own = await addVolume(db, mine, { sizeBytes: 5n })
  const foreign = await addVolume(db, other, { sizeBytes: 7n })
  const who: Viewer = { hostIds: [mine], now }
  expect(await queryVolumes(db, who, ListQuery.parse({}))).toMatchObject({ total: 1, sumBytes: 5 })
  expect(await ids(db, '', {}, who)).toEqual([own])
  expect(await ids(db, 'host:other', {}, who)).toEqual([])
  expect(await ids(db, '', { scope: 'host:other' }, who)).toEqual([])
  expect(await volumeRows(db, who, [foreign])).toEqual([])
  const { ref } = await db.prisma.volume.findUniqueOrThrow({ where: { id: foreign } })
  expect(await volumeRows(db, who, { refs: [ref] })).toEqual([])
  expect(await ids(db, '', { scope: 'host:mine' })).toEqual([own])
  expect(await ids(db, '', {}, { hostIds: [], now })).toEqual([])
})

it('removed volumes and those of revoked hosts come only when asked for', async () => {
  await using db = await testDatabase()
  const host = await addHost(db)
  const gone = await addHost(db, { revokedAt: ago(hour) })
  const present = await addVolume(db, host, { name: 'a' })
  const removed = await addVolume(db, host, { name: 'b', removedAt: ago(hour) })
  const left = await addVolume(db, gone, { name: 'c' })
  expect(await ids(db, '')).toEqual([present])
  expect(await ids(db, '', { removed: true })).toEqual([present, removed, left])
  const rows = await volumeRows(db, all, [removed, left])
  expect(rows.map((row) => [row.state, row.pill])).toEqual([
    ['unknown', 'removed'],
    ['unknown', 'unreachable'],
  ])
})

it('A32: an engine that two agents report gives no verdict, and its bytes are added once', async () => {
  await using db = await testDatabase()
  const first = await addHost(db, { name: 'a', engineIdentity: 'same', enrolledAt: ago(3 * day) })
  const second = await addHost(db, { name: 'b', engineIdentity: 'same', enrolledAt: ago(2 * day) })
  await addVolume(db, first, { name: 'x', sizeBytes: 10n })
  await addVolume(db, second, { name: 'x', sizeBytes: 10n })
  expect(await queryVolumes(db, all, ListQuery.parse({}))).toMatchObject({ total: 2, sumBytes: 10 })
  expect(await names(db, 'state:unknown')).toEqual(['x', 'x'])
  const [row] = await volumeRows(db, all, await ids(db, 'host:a'))
  expect(row?.stateReason).toContain('b reports the same engine')
})

it('a filter that cannot be read is a bad request with its place', async () => {
  await using db = await testDatabase()
  await expect(ids(db, 'host:a sise:>1GiB')).rejects.toMatchObject({
    code: 'bad_request',
    details: { field: 'q', start: 7, end: 11 },
  })
  await expect(ids(db, '', { sort: 'nope' })).rejects.toMatchObject({ code: 'bad_request', details: { field: 'sort' } })
})

it('hostile texts are values, never SQL', async () => {
  await using db = await testDatabase()
  const host = await addHost(db)
  await addVolume(db, host, { name: 'a_b', labels: { "k'; --": "v'" } })
  await addVolume(db, host, { name: 'axb' })
  expect(await names(db, '"_"')).toEqual(['a_b'])
  expect(await names(db, 'name:a%*')).toEqual([])
  expect(await names(db, `"'; DROP TABLE volume; --"`)).toEqual([])
  expect(await names(db, `label:"k'; --"`)).toEqual(['a_b'])
  expect(await names(db, 'name:A_*')).toEqual(['a_b'])
})
