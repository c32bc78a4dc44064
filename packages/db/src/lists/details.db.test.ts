import { ContainerRow } from '@stowage/domain/container'
import { ListQuery } from '@stowage/domain/list'
import { VolumeDetail } from '@stowage/domain/volume'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { addActivity, addContainer, addHost, addJob, addVolume, ago, day, hour, now } from '../testing/fleet-rows.ts'
import { activityRows } from './activity-list.ts'
import { queryContainers } from './container-list.ts'
import { containerDetail } from './container-rows.ts'
import { hostDetail } from './host-rows.ts'
import { jobRow, jobRows } from './job-rows.ts'
import { overview } from './overview.ts'
import { search } from './search.ts'
import type { Viewer } from './viewer.ts'
import { volumeDetail } from './volume-detail.ts'

const all: Viewer = { hostIds: null, now }

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
  expect((await volumeDetail(db, who, { id: former }))?.timeline.map((row) => row.kind)).toEqual([
    'removed',
    'mounted',
    'first-seen',
  ])
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
