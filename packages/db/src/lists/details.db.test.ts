import { ActivityRow } from '@stowage/domain/activity'
import { ContainerRow } from '@stowage/domain/container'
import { HostDetail } from '@stowage/domain/host'
import { JobRow } from '@stowage/domain/job'
import { ListQuery } from '@stowage/domain/list'
import { VolumeDetail } from '@stowage/domain/volume'
import { expect, it } from 'vitest'
import type { Database } from '../client.ts'
import type { Prisma } from '../generated/client.ts'
import { testDatabase } from '../testing/database.ts'
import { addContainer, addHost, addVolume, ago, day, hour, now } from '../testing/fleet-rows.ts'
import { activityRows } from './activity-list.ts'
import { queryContainers } from './container-list.ts'
import { containerDetail } from './container-rows.ts'
import { hostDetail, hostRows } from './host-rows.ts'
import { jobRow, jobRows } from './job-rows.ts'
import { overview } from './overview.ts'
import { search } from './search.ts'
import type { Viewer } from './viewer.ts'
import { volumeDetail } from './volume-detail.ts'

const all: Viewer = { hostIds: null, now }

const addJob = (db: Database, hostId: string, change: Partial<Prisma.JobUncheckedCreateInput> = {}) =>
  db.prisma.job.create({
    data: {
      kind: 'volume.remove',
      hostId,
      volumeName: 'data',
      params: {},
      requestedById: 'u',
      requestedBy: 'Ada',
      via: 'web',
      createdAt: ago(hour),
      lastNewsAt: ago(hour),
      ...change,
    },
  })
const addActivity = (db: Database, change: Partial<Prisma.ActivityUncheckedCreateInput>) =>
  db.prisma.activity.create({
    data: {
      actorType: 'user',
      actor: 'Ada',
      via: 'web',
      action: 'volume.remove',
      subjectKind: 'volume',
      subject: 'data',
      result: 'ok',
      text: 'Removed data',
      at: ago(hour),
      ...change,
    },
  })

it('a volume tells its timeline with blind windows and jobs, its other lives, and its namesakes in sight', async () => {
  await using db = await testDatabase()
  const [host, other, hidden] = [
    await addHost(db, { name: 'a' }),
    await addHost(db, { name: 'b' }),
    await addHost(db, { name: 'c' }),
  ]
  const former = await addVolume(db, host, { name: 'data', firstSeenAt: ago(9 * day), removedAt: ago(5 * day) })
  const id = await addVolume(db, host, { name: 'data', firstSeenAt: ago(4 * day) })
  const twin = await addVolume(db, other, { name: 'data' })
  await addVolume(db, hidden, { name: 'data' })
  const event = { hostId: host, volumeName: 'data', containerName: 'etl', destination: '/d', rw: true }
  await db.prisma.volumeEvent.createMany({
    data: [
      { ...event, volumeId: id, key: '1', action: 'mounted', at: ago(3 * day) },
      { ...event, volumeId: former, key: '2', action: 'mounted', at: ago(8 * day) },
    ],
  })
  await db.prisma.blindWindow.create({ data: { hostId: host, from: ago(2 * day), to: ago(2 * day - hour), cause: 'agent_down' } })
  await addJob(db, host)
  const who: Viewer = { hostIds: [host, other], now }
  const detail = await volumeDetail(db, who, { host: 'a', name: 'data' })
  expect(VolumeDetail.parse(detail)).toEqual(detail)
  expect(detail).toMatchObject({
    id,
    openJobId: expect.any(String),
    otherLives: [{ id: former }],
    coveredSince: ago(2 * day - hour),
  })
  expect(detail?.timeline.map((row) => [row.kind, row.container])).toEqual([
    ['job', null],
    ['blind', null],
    ['mounted', 'etl'],
    ['returned', null],
  ])
  expect(detail?.sameName).toEqual([{ id: twin, host: 'b' }])
  expect((await volumeDetail(db, who, { id: former }))?.timeline.map((row) => row.kind)).toEqual(['mounted', 'first-seen'])
})

it('AZ3: a volume, container, host or job out of sight reads like one that does not exist', async () => {
  await using db = await testDatabase()
  const [mine, other] = [await addHost(db, { name: 'mine' }), await addHost(db, { name: 'other' })]
  const volume = await addVolume(db, other, { name: 'data' })
  const container = await addContainer(db, other, { name: 'etl' })
  const { id: job } = await addJob(db, other)
  await addActivity(db, { hostId: other, host: 'other' })
  await addActivity(db, { subjectKind: 'user', subject: 'Bob' })
  const own = await addActivity(db, { hostId: mine, host: 'mine' })
  const who: Viewer = { hostIds: [mine], now }
  expect(await volumeDetail(db, who, { id: volume })).toBeNull()
  expect(await volumeDetail(db, who, { host: 'other', name: 'data' })).toBeNull()
  expect(await containerDetail(db, who, { id: container })).toBeNull()
  expect(await hostDetail(db, who, { id: other })).toBeNull()
  expect(await hostDetail(db, who, { name: 'other' })).toBeNull()
  expect(await jobRow(db, who, job)).toBeNull()
  expect(await jobRows(db, who, { volumeId: volume })).toEqual([])
  expect(await search(db, who, 'data')).toEqual({ volumes: [], containers: [], hosts: [] })
  expect((await activityRows(db, who)).rows.map((row) => row.seq)).toEqual([Number(own.seq)])
  expect(await overview(db, who)).toMatchObject({
    hosts: { total: 1 },
    volumes: { total: 0 },
    containers: { total: 0 },
    jobsOpen: 0,
  })
})

it('a container knows its volumes by mount, its layer and why it is unknown', async () => {
  await using db = await testDatabase()
  const host = await addHost(db)
  const data = await addVolume(db, host, { name: 'data' })
  const inner = await addVolume(db, host, { name: 'inner' })
  const id = await addContainer(db, host, {
    name: 'etl',
    mounts: [
      { name: 'data', destination: '/data' },
      { type: 'bind', source: '/var/lib/docker/volumes/inner/_data', destination: '/in' },
      { type: 'bind', source: '/etc', destination: '/etc' },
    ],
  })
  const detail = await containerDetail(db, all, { id })
  expect(detail).toMatchObject({ layerBytes: null, layerReason: 'not measured yet', state: 'running' })
  expect(detail?.mounts.map((mount) => mount.volumeId)).toEqual([data, inner, null])
  expect(detail?.volumes.map((volume) => volume.name).sort()).toEqual(['data', 'inner'])
  const { volumes: _, ...row } = detail ?? { volumes: [] }
  expect(ContainerRow.parse(row)).toEqual(row)
  expect((await queryContainers(db, all, ListQuery.parse({ q: 'mount:inner*,/etc' }))).total).toBe(1)
})

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
    stateReason: 'The list of volumes is error.',
  })
  expect((await hostRows(db, all, { revoked: true })).map((row) => row.name)).toEqual(['a', 'b', 'z'])
  expect((await hostRows(db, { hostIds: [id], now }))[0]?.conflict).toBe('Another host reports the same engine.')
  const detail = await hostDetail(db, all, { name: 'a' })
  expect(HostDetail.parse(detail)).toEqual(detail)
  expect(detail?.policyText[0]).toBe('May create: plain local volumes.')
})

it('activity filters by every key, pages by seq, and refuses what it cannot read', async () => {
  await using db = await testDatabase()
  const host = await addHost(db, { name: 'web-1' })
  await addActivity(db, { hostId: host, host: 'web-1', result: 'denied', at: ago(3 * day) })
  await addActivity(db, {
    action: 'token.create',
    subjectKind: 'token',
    subject: 'ci',
    actor: 'Bob',
    text: 'Made a token',
    details: { a: 1 },
  })
  for (let index = 0; index < 3; index += 1) await addActivity(db, { text: `Row ${index}` })
  const subjects = async (q: string) => (await activityRows(db, all, { q })).rows.map((row) => row.subject)
  expect(await subjects('action:token.* actor:bob')).toEqual(['ci'])
  expect(await subjects('result:denied host:web-* at:>1d')).toEqual(['data'])
  expect(await subjects('host:none subject:ci')).toEqual(['ci'])
  expect(await subjects('"Made a"')).toEqual(['ci'])
  const page = await activityRows(db, all, { limit: 2 })
  expect(page.more).toBe(true)
  expect(page.rows.map((row) => row.text)).toEqual(['Row 2', 'Row 1'])
  const next = await activityRows(db, all, { limit: 3, before: page.rows[1]?.seq })
  expect([next.rows.length, next.more]).toEqual([3, false])
  for (const row of next.rows) expect(ActivityRow.parse(row)).toEqual(row)
  await expect(subjects('size:>1')).rejects.toMatchObject({ code: 'bad_request' })
})

it('jobs come newest first, with the volume they are about and whether they can still be cancelled', async () => {
  await using db = await testDatabase()
  const host = await addHost(db, { name: 'web-1' })
  const volume = await addVolume(db, host, { name: 'data' })
  const stages = [{ stage: 'queued', at: ago(hour).toISOString() }]
  const open = await addJob(db, host, { stages, state: 'sent' })
  const done = await addJob(db, host, {
    state: 'succeeded',
    stage: 'done',
    volumeName: 'other',
    createdAt: ago(2 * hour),
    lastNewsAt: ago(2 * hour),
  })
  const rows = await jobRows(db, all)
  for (const row of rows) expect(JobRow.parse(row)).toEqual(row)
  expect(rows.map((row) => [row.id, row.volumeId, row.cancellable])).toEqual([
    [open.id, volume, true],
    [done.id, null, false],
  ])
  expect((await jobRows(db, all, { open: true })).map((row) => row.id)).toEqual([open.id])
  expect((await jobRows(db, all, { open: false })).map((row) => row.id)).toEqual([done.id])
  expect((await jobRows(db, all, { volumeId: volume })).map((row) => row.id)).toEqual([open.id])
  expect((await jobRows(db, all, { before: open.createdAt })).map((row) => row.id)).toEqual([done.id])
  expect(await jobRow(db, all, open.id)).toMatchObject({
    hostName: 'web-1',
    requestedBy: 'Ada',
    stages: [{ stage: 'queued', at: ago(hour) }],
  })
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
