import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, it, vi } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { addHost } from '../testing/fleet-rows.ts'
import { keepPartitions } from './keep-partitions.ts'
import { dayMs, hasPartitionSql, periodStart, periodsLater } from './periods.ts'

const now = new Date('2014-05-14T10:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * dayMs)

const partitionsOf = async (db: { pool: pg.Pool }, table: string) =>
  (
    await db.pool.query<{ name: string }>(
      'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY 1',
      [table],
    )
  ).rows.map(({ name }) => name)

/** A new database has those of today besides. */
const ofThen = (names: string[]) => names.filter((name) => /_201\d{5}$/.test(name))

const addSample = (db: Pick<pg.Pool, 'query'>, at: Date, subject: string = randomUUID()) =>
  db.query(
    `INSERT INTO size_sample (kind, "subjectId", "hostId", at, bytes) SELECT 'volume', $1, $1, $2::timestamptz, 1
     WHERE ${hasPartitionSql('size_sample', '$2::timestamptz')}`,
    [subject, at],
  )

it('a new database can take the samples of this and the next weeks', async () => {
  await using db = await testDatabase()
  const today = new Date()
  const weeks = await partitionsOf(db, 'size_sample')
  expect(weeks).toHaveLength(6)
  expect((await addSample(db.pool, today)).rowCount).toBe(1)
  expect((await addSample(db.pool, new Date(today.getTime() + 27 * dayMs))).rowCount).toBe(1)
})

it('20 replicas at once make each partition once, of its own length, and a repeat finds nothing to do', async () => {
  await using db = await testDatabase()
  const clients = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const client = new pg.Client({ connectionString: db.url })
      await client.connect()
      return client
    }),
  )
  await Promise.all(clients.map((client) => keepPartitions(client, { now })))
  await Promise.all(clients.map((client) => client.end()))
  expect(ofThen(await partitionsOf(db, 'size_sample'))).toEqual(
    ['0505', '0512', '0519', '0526', '0602', '0609'].map((day) => `size_sample_2014${day}`),
  )
  expect(ofThen(await partitionsOf(db, 'size_day'))).toEqual(
    ['20140101', '20140401', '20140701', '20141001', '20150101', '20150401'].map((day) => `size_day_${day}`),
  )
  expect(ofThen(await partitionsOf(db, 'disk_hour'))).toEqual(
    [2013, 2014, 2015, 2016, 2017, 2018].map((year) => `disk_hour_${year}0101`),
  )
  expect(await keepPartitions(db.pool, { now })).toEqual({ made: [], dropped: [], left: [] })
})

it('raw samples go after 14 days and rolled-up ones after 400, whole partitions at a time', async () => {
  await using db = await testDatabase()
  await keepPartitions(db.pool, { now })
  await addSample(db.pool, now)
  const weekEnd = periodsLater(periodStart(now, 'week'), 'week', 1).getTime()
  const kept = await keepPartitions(db.pool, { now: new Date(weekEnd + 14 * dayMs - 1) })
  expect(kept.dropped).toEqual(['size_sample_20140505', 'disk_sample_20140505'].sort())
  expect((await db.pool.query('SELECT FROM size_sample')).rowCount).toBe(1)
  const gone = await keepPartitions(db.pool, { now: new Date(weekEnd + 14 * dayMs) })
  expect(gone.dropped).toEqual(['disk_sample_20140512', 'size_sample_20140512'])
  expect((await db.pool.query('SELECT FROM size_sample')).rowCount).toBe(0)
  expect((await keepPartitions(db.pool, { now: later(400) })).dropped).toContain('size_day_20140101')
  const short = await keepPartitions(db.pool, { now: later(400), retention: { rawDays: 14, rolledDays: 30 } })
  expect(short.dropped.filter((name) => name.startsWith('size_day'))).toHaveLength(4)
})

it('a sample from before the oldest or after the newest partition is left out without an error', async () => {
  await using db = await testDatabase()
  await keepPartitions(db.pool, { now })
  expect((await addSample(db.pool, later(-30))).rowCount).toBe(0)
  expect((await addSample(db.pool, later(300))).rowCount).toBe(0)
  expect((await addSample(db.pool, later(-7))).rowCount).toBe(1)
})

it('partitions come and go while samples are written, and no write fails', async () => {
  await using db = await testDatabase()
  await keepPartitions(db.pool, { now })
  await addHost(db)
  const writing = new AbortController()
  const write = async (at: Date) => {
    let written = 0
    while (!writing.signal.aborted) written += (await addSample(db.pool, at)).rowCount ?? 0
    return written
  }
  const [old, current, coming] = [write(later(-7)), write(now), write(later(60))]
  const count = async () => (await db.pool.query('SELECT FROM size_sample WHERE at > $1', [later(59)])).rowCount ?? 0
  const made = await keepPartitions(db.pool, { now: later(40) })
  expect(made.made).toContain('size_sample_20140630')
  expect(made.dropped).toContain('size_sample_20140505')
  await vi.waitFor(async () => expect(await count()).toBeGreaterThan(0))
  writing.abort()
  const [, , ofComing] = await Promise.all([old, current, coming])
  expect(ofComing).toBe(await count())
})

it('a partition in use is left for the next time, and nobody waits for it longer than a moment', async () => {
  await using db = await testDatabase()
  await keepPartitions(db.pool, { now })
  const reader = await db.pool.connect()
  await reader.query('BEGIN')
  await reader.query('SELECT FROM size_sample_20140505')
  const kept = await keepPartitions(db.pool, { now: later(27) })
  expect(kept.left).toEqual(['size_sample_20140505'])
  expect(kept.dropped).toContain('disk_sample_20140505')
  await reader.query('COMMIT')
  reader.release()
  expect((await keepPartitions(db.pool, { now: later(27) })).dropped).toContain('size_sample_20140505')
})

it('a replica whose clock runs years ahead drops nothing that is not old by the clock of the database', async () => {
  await using db = await testDatabase()
  const before = await db.pool.query('SELECT count(*)::int AS count FROM pg_inherits')
  const far = new Date(Date.now() + 5 * 365 * dayMs)
  expect((await keepPartitions(db.pool, { now: far })).dropped).toEqual([])
  const after = await db.pool.query('SELECT count(*)::int AS count FROM pg_inherits')
  expect(after.rows[0].count).toBeGreaterThan(before.rows[0].count)
})
