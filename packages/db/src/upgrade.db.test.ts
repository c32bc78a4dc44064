import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ListQuery } from '@stowage/domain/list'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepForecasts } from './history/keep-forecasts.ts'
import { keepGrowth } from './history/keep-growth.ts'
import { planForecasts } from './history/plan-forecasts.ts'
import { rollUpDisks, rollUpSizes } from './history/roll-up.ts'
import { volumeHistory } from './history/size-history.ts'
import { applyReport } from './ingest/apply-report.ts'
import { activityRows } from './lists/activity-list.ts'
import { queryContainers } from './lists/container-list.ts'
import { containerDetail, containerRows } from './lists/container-rows.ts'
import { containerSiblings } from './lists/container-siblings.ts'
import { hostDetail, hostRows } from './lists/host-rows.ts'
import { jobRows } from './lists/job-rows.ts'
import { overview } from './lists/overview.ts'
import { search } from './lists/search.ts'
import { volumeDetail } from './lists/volume-detail.ts'
import { queryVolumes } from './lists/volume-list.ts'
import { volumeRows } from './lists/volume-rows.ts'
import { hostMetrics } from './metrics/host-metrics.ts'
import { migrate } from './migrate.ts'
import { askReadings } from './readings/ask-readings.ts'
import { forgetReadings } from './readings/forget-readings.ts'
import { type TestDatabase, testDatabase } from './testing/database.ts'
import {
  allContainers,
  allVolumes,
  containerFact,
  engineFact,
  mountFact,
  reportOf,
  sizeFact,
  theEngine,
  volumeFact,
  whole,
} from './testing/facts.ts'

const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))
/** Migrations of the release before sizes had a history. */
const firstRelease = ['20261123000000_start', '20261123000100_list_indexes']

let db: TestDatabase
let dir: string
const ids = {
  ...{ host: randomUUID(), gone: randomUUID(), session: randomUUID(), epoch: randomUUID() },
  ...{
    data: randomUUID(),
    former: randomUUID(),
    idle: randomUUID(),
    disk: randomUUID(),
    remote: randomUUID(),
    app: randomUUID(),
  },
}
const now = new Date('2026-11-24T12:00:00Z')
const who = { hostIds: null, now }

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stowage-first-'))
  for (const name of firstRelease) await cp(join(migrations, name), join(dir, name), { recursive: true })
  db = await testDatabase({ empty: true })
  // its migrations are in by then; the tables of this build's partitions are not
  await expect(migrate(db.url, dir)).rejects.toThrow('"size_sample" does not exist')
  await fill()
})
afterAll(async () => {
  await db[Symbol.asyncDispose]()
  await rm(dir, { recursive: true, force: true })
})

type Row = Record<string, unknown>
const json = (value: unknown) => JSON.stringify(value)

/** A row with the columns that the first release had. */
const add = async (table: string, row: Row) => {
  const names = Object.keys(row)
  const places = names.map((_, index) => `$${index + 1}`)
  await db.pool.query(`INSERT INTO "${table}" (${names.map((name) => `"${name}"`)}) VALUES (${places})`, Object.values(row))
}

async function fill(): Promise<void> {
  const at = new Date(now.getTime() - 3_600_000)
  await add('user', { id: 'u', name: 'Ada', email: 'a@b.c', updatedAt: at })
  await add('session', { id: 's', token: 't', expiresAt: now, userId: 'u', updatedAt: at })
  await add('account', { id: 'a', accountId: 'a', providerId: 'credential', userId: 'u', updatedAt: at })
  await add('verification', { id: 'v', identifier: 'i', value: 'v', expiresAt: now, updatedAt: at })
  await add('sign_in_attempt', { emailHash: 'h', failures: 1, updatedAt: at })
  await add('setup_link', { id: randomUUID(), tokenHash: 'h', expiresAt: now })
  await add('api_token', { id: randomUUID(), name: 'ci', tokenHash: 'h', userId: 'u', role: 'viewer' })
  await add('enrolment', { id: randomUUID(), tokenHash: 'h', createdBy: 'u', expiresAt: now, hostId: ids.host })

  const { usage: _, ...engine } = engineFact()
  const { totalInodes: __, usedInodes: ___, ...filesystem } = engine.filesystem ?? {}
  const host = { hostname: 'h', agentVersion: '0.1.0', policy: json({ version: 1, mode: 'manage' }), lastSeenAt: at }
  await add('host', {
    ...{ id: ids.host, name: 'web-1', publicKey: 'k1', ...host, epoch: ids.epoch, rev: 7, sessionId: ids.session },
    ...{
      engine: json({ ...engine, filesystem }),
      engineHash: 'old',
      engineVersion: '28.5.1',
      diskBytes: 1000,
      diskUsedBytes: 100,
    },
  })
  await add('host', { id: ids.gone, name: 'web-2', publicKey: 'k2', ...host, revokedAt: at })
  for (const name of ['engine', 'containers', 'volumes', 'sizes', 'layers'])
    await add('host_section', { hostId: ids.host, name, status: 'ok', collectedAt: at, okAt: at })
  const session = { hostId: ids.host, tokenHash: 'h', nonce: 'n', epoch: ids.epoch, createdAt: at, expiresAt: now }
  await add('agent_session', { id: ids.session, ...session })
  await add('blind_window', { hostId: ids.host, from: at, to: now, cause: 'agent_down' })

  const { realDevice: ____, ...oldVolume } = volumeFact('data')
  const volume = (id: string, name: string, change: Row = {}) => {
    const fact = { ...oldVolume, name, mountpoint: `/var/lib/docker/volumes/${name}/_data`, ...change }
    const { options, labels, ...columns } = fact
    return add('volume', {
      ...{ id, hostId: ids.host, ...columns, options: json(options), labels: json(labels), fact: json(fact), hash: 'old' },
      ...{ factAt: at, firstSeenAt: at },
    })
  }
  await volume(ids.former, 'data')
  await db.pool.query(`UPDATE volume SET "removedAt" = "firstSeenAt" + interval '1 minute' WHERE id = $1`, [ids.former])
  await volume(ids.data, 'data', { labels: { keep: '' }, project: 'shop' })
  const size = `"sizeBytes" = 5000000000, "sizeBasis" = 'apparent', "sizeMeasuredAt" = $2, "sizeHash" = 'old', "lastMountedAt" = $2, "lastMountedBy" = 'app'`
  await db.pool.query(`UPDATE volume SET ${size} WHERE id = $1`, [ids.data, at])
  await volume(ids.idle, 'idle')
  await volume(ids.disk, 'disk', {
    kind: 'path',
    options: { type: 'none', o: 'bind', device: '/var/lib/docker/volumes/idle/_data/x' },
  })
  await volume(ids.remote, 'remote', { driver: 'nfs-plugin', kind: 'plugin', mountpoint: '', scope: 'global' })

  const { imageBytes: _____, mounts: ______, id: containerId, ...container } = containerFact('app', { project: 'shop' })
  const mounts = [
    mountFact(),
    mountFact({ type: 'bind', name: null, source: '/var/lib/docker/volumes/idle/_data/sub', destination: '/i' }),
  ].map(({ realSource: _, ...mount }) => mount)
  const { swarmService: _______, labels, ...columns } = container
  await add('container', {
    ...{ id: ids.app, hostId: ids.host, containerId, ...columns, labels: json(labels), hash: 'old', layerBytes: 4096 },
    ...{ fact: json({ ...container, id: containerId, mounts }), layerMeasure: 'apparent', layerMeasuredAt: at, layerHash: 'old' },
  })
  for (const [position, { type, name, source, destination, rw }] of mounts.entries())
    await add('container_mount', { containerRow: ids.app, hostId: ids.host, position, type, name, source, destination, rw })
  const measured = { hostId: ids.host, measuredAt: at, hash: 'old', basis: 'apparent' }
  await add('measurement', { ...measured, section: 'sizes', key: 'data', bytes: 5_000_000_000 })
  await add('measurement', { ...measured, section: 'layers', key: containerId, bytes: 4096 })
  const event = { hostId: ids.host, volumeId: ids.data, volumeName: 'data', at, containerId, containerName: 'app' }
  await add('volume_event', {
    ...event,
    key: '1',
    action: 'mounted',
    image: 'busybox',
    project: 'shop',
    destination: '/data',
    rw: true,
  })
  const job = { hostId: ids.host, volumeName: 'data', params: '{}', requestedById: 'u', requestedBy: 'Ada', via: 'web' }
  await add('job', { id: randomUUID(), kind: 'volume.create', ...job, state: 'succeeded', finishedAt: at })
  await add('activity', {
    ...{
      actorType: 'user',
      actor: 'Ada',
      via: 'web',
      action: 'volume.create',
      subjectKind: 'volume',
      subject: 'data',
      result: 'ok',
    },
    ...{ subjectId: ids.data, hostId: ids.host, host: 'web-1', text: 'made' },
  })
}

test('a database of the first release, with rows in every table, is migrated; every list, page and round reads it', async () => {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  )
  for (const { name } of tables)
    expect((await db.pool.query(`SELECT 1 FROM "${name}" LIMIT 1`)).rowCount, `rows in ${name}`).toBe(1)

  expect((await migrate(db.url)).length).toBeGreaterThan(0)

  for (const key of ['name', '-size', 'growth', 'files', '-written', 'created', 'seen', 'mounted', 'state', 'project'])
    expect((await queryVolumes(db, who, ListQuery.parse({ sort: key }))).total, `volumes by ${key}`).toBe(4)
  for (const key of ['name', '-layer', 'lost', 'growth', 'logs', 'image', 'created', 'project'])
    expect((await queryContainers(db, who, ListQuery.parse({ sort: key }))).total, `containers by ${key}`).toBe(1)
  const rows = new Map(
    (await volumeRows(db, who, { ids: [ids.data, ids.idle, ids.disk, ids.remote, ids.former] })).map((row) => [row.id, row]),
  )
  expect(rows.get(ids.data)).toMatchObject({ sizeBytes: 5_000_000_000, sizePartial: false })
  expect(rows.get(ids.data)?.state).toBe('used')
  expect(rows.get(ids.idle)?.state).toBe('used')
  expect((await containerRows(db, who, { ids: [ids.app] }))[0]).toMatchObject({ id: ids.app })
  for (const id of [ids.data, ids.former, ids.remote]) expect((await volumeDetail(db, who, { id }))?.id).toBe(id)
  expect((await volumeDetail(db, who, { id: ids.data }))?.timeline.map(({ kind }) => kind)).toContain('mounted')
  expect((await containerDetail(db, who, { id: ids.app }))?.volumes.map(({ name }) => name).sort()).toEqual(['data', 'idle'])
  expect((await containerSiblings(db, who, ids.app))?.containers).toHaveLength(1)
  expect(await hostRows(db, who)).toHaveLength(1)
  expect((await hostDetail(db, who, { id: ids.host }))?.name).toBe('web-1')
  expect((await jobRows(db, who, {})).length).toBe(1)
  expect((await activityRows(db, who, {})).rows.length).toBe(1)
  expect((await search(db, who, 'data')).volumes.length).toBeGreaterThan(0)
  const start = await overview(db, who)
  expect(start.volumes.total).toBe(4)
  expect(start.atRisk).toEqual({ containers: 0, bytes: 0, unknown: 1 })
  expect((await hostMetrics(db, who)).hosts).toHaveLength(1)
  expect((await volumeHistory(db, who, { id: ids.data, range: '7d' }))?.points).toEqual([])

  const span = { from: new Date(now.getTime() - 86_400_000), to: now }
  await rollUpSizes(db, span)
  await rollUpDisks(db, span)
  await keepGrowth(db, { now })
  await planForecasts(db, { now })
  await keepForecasts(db, { now })
  await forgetReadings(db, now)
})

test('the first report after the upgrade keeps the rows and their lives', async () => {
  const volumes = ['data', 'idle', 'disk'].map((name) =>
    volumeFact(
      name,
      name === 'disk'
        ? { kind: 'path', options: { type: 'none', o: 'bind', device: '/var/lib/docker/volumes/idle/_data/x' } }
        : {},
    ),
  )
  const remote = volumeFact('remote', { driver: 'nfs-plugin', kind: 'plugin', mountpoint: '', scope: 'global' })
  const app = containerFact('app', { project: 'shop', mounts: [mountFact()] })
  const report = reportOf({
    ...{ epoch: ids.epoch, rev: 8 },
    sections: {
      engine: theEngine(engineFact()),
      volumes: allVolumes(...volumes, remote),
      containers: allContainers(app),
      sizes: whole([sizeFact('data', 4_000_000_000)], ({ name }) => name),
    },
  })
  const reply = await applyReport(db, { hostId: ids.host, sessionId: ids.session, receivedAt: now }, report)
  expect(reply.outcome).toBe('applied')
  const { rows } = await db.pool.query(
    `SELECT id, "sizeBytes", "removedAt" IS NULL AS present FROM volume WHERE name = 'data' ORDER BY present`,
  )
  expect(rows).toEqual([
    { id: ids.former, sizeBytes: null, present: false },
    { id: ids.data, sizeBytes: '4000000000', present: true },
  ])
  const by = { id: 'u', name: 'Ada' }
  expect(await askReadings(db.prisma, { kind: 'volume.size', of: { hostId: ids.host }, by, at: now })).toHaveLength(4)
  expect(await askReadings(db.prisma, { kind: 'volume.size', of: { hostId: ids.gone }, by, at: now })).toEqual([])
})
