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
import { fillFirstRelease, oldIds, upgradedAt } from './testing/first-release.ts'

const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))
/** Migrations of the release before sizes had a history. */
const firstRelease = ['20261123000000_start', '20261123000100_list_indexes']

let db: TestDatabase
let dir: string
const ids = oldIds
const now = upgradedAt
const who = { hostIds: null, now }

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stowage-first-'))
  for (const name of firstRelease) await cp(join(migrations, name), join(dir, name), { recursive: true })
  db = await testDatabase({ empty: true })
  // its migrations are in by then; the tables of this build's partitions are not
  await expect(migrate(db.url, dir)).rejects.toThrow('"size_sample" does not exist')
  await fillFirstRelease(db.pool)
})
afterAll(async () => {
  await db[Symbol.asyncDispose]()
  await rm(dir, { recursive: true, force: true })
})

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
