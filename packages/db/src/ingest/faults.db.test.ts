import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import {
  allContainers,
  allVolumes,
  containerFact,
  engineFact,
  mountFact,
  sizeFact,
  theEngine,
  volumeFact,
} from '../testing/facts.ts'
import { testHost } from '../testing/host.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const fleet = (n: number, tag: string) => ({
  volumes: allVolumes(...Array.from({ length: 2 * n }, (_, i) => volumeFact(`${tag}-${i}`))),
  containers: allContainers(
    ...Array.from({ length: n }, (_, i) => containerFact(`${tag}-${i}`, { mounts: [mountFact({ name: `${tag}-${2 * i}` })] })),
  ),
})

const tables = [
  'host_section',
  'container',
  'container_mount',
  'volume_event',
  'volume',
  'measurement',
  'size_sample',
  'disk_sample',
  'blind_window',
  'activity',
]

test.each(tables)(
  'FA2: a server that dies when the report reaches %s leaves nothing of it, and the repeat makes no duplicates',
  async (table) => {
    const host = await testHost(db)
    const ofHost = { hostId: host.id }
    await host.report({ sections: fleet(5, 'old') })
    const event = { key: 'k', at: '2026-01-01T00:00:00Z', action: 'mounted' as const, volume: 'old-1', rw: true }
    const events = [{ ...event, containerId: null, containerName: null, image: null, project: null, destination: null }]
    const blind = [{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', cause: 'agent_down' as const }]
    const collectedAt = new Date().toISOString()
    const sizes = {
      ...fleet(1, 'x').volumes,
      upsert: [sizeFact('new-1', 1, { measuredAt: collectedAt })],
      only: null,
      hash: null,
    }
    const engine = { ...theEngine(engineFact()), collectedAt }
    const report = { rev: 2, baseRev: 1, sections: { ...fleet(20, 'new'), sizes, engine }, events, blind }

    const blocker = await db.pool.connect()
    await blocker.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
    const sent = host.report(report)
    sent.catch(() => {})
    const victim = await waitingBackend(blocker)
    await blocker.query('SELECT pg_terminate_backend($1)', [victim])
    await expect(sent).rejects.toThrow()
    await blocker.query('ROLLBACK')
    blocker.release()

    expect(await db.prisma.volume.count({ where: { ...ofHost, name: { startsWith: 'new' } } })).toBe(0)
    expect(await db.prisma.container.count({ where: { ...ofHost, removedAt: { not: null } } })).toBe(0)
    expect(await db.prisma.host.findUniqueOrThrow({ where: { id: host.id } })).toMatchObject({ rev: 1 })
    expect(await host.report(report)).toMatchObject({ outcome: 'applied' })
    expect(await host.report(report)).toMatchObject({ outcome: 'stale' })
    expect(await db.prisma.volume.count({ where: { ...ofHost, removedAt: null } })).toBe(40)
    expect(await db.prisma.containerMount.count({ where: ofHost })).toBe(20)
    expect(await db.prisma.volumeEvent.count({ where: ofHost })).toBe(1)
    expect(await db.prisma.sizeSample.count({ where: ofHost })).toBe(1)
    expect(await db.prisma.diskSample.count({ where: ofHost })).toBe(1)
  },
)

/** The backend that waits for the lock that `blocker` holds. */
async function waitingBackend(blocker: pg.PoolClient): Promise<number> {
  for (;;) {
    const { rows } = await blocker.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pg_backend_pid() = ANY(pg_blocking_pids(pid))',
    )
    if (rows[0]) return rows[0].pid
    // Inside a transaction the statistics are a snapshot.
    await blocker.query('SELECT pg_stat_clear_snapshot()')
  }
}

test('1,000 containers and 2,000 volumes become rows in one go: a handful of statements, not one per row', async () => {
  const host = await testHost(db)
  const sections = fleet(1000, 'x')
  await db.pool.query('SELECT 1')
  const began = performance.now()
  expect((await host.report({ sections })).outcome).toBe('applied')
  const firstMs = performance.now() - began
  const again = performance.now()
  expect((await host.report({ baseRev: null, sections })).outcome).toBe('applied')
  const againMs = performance.now() - again
  expect(await db.prisma.volume.count({ where: { hostId: host.id } })).toBe(2000)
  expect(firstMs).toBeLessThan(10_000)
  expect(againMs).toBeLessThan(5000)
})

test('two replicas that deliver the same report at once apply it once', async () => {
  const host = await testHost(db)
  const sections = fleet(20, 'x')
  const replies = await Promise.all(Array.from({ length: 10 }, () => host.report({ rev: 1, baseRev: null, sections })))
  expect(replies.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1)
  expect(replies.every(({ rev }) => rev === 1)).toBe(true)
})

test('a session that a newer one replaced can report nothing, a revoked host neither', async () => {
  const host = await testHost(db)
  await db.prisma.host.update({ where: { id: host.id }, data: { sessionId: '00000000-0000-4000-8000-000000000000' } })
  await expect(host.report()).rejects.toMatchObject({ code: 'unauthorized' })
  await db.prisma.host.update({ where: { id: host.id }, data: { revokedAt: new Date() } })
  await expect(host.report()).rejects.toMatchObject({ code: 'forbidden' })
  expect(await db.prisma.hostSection.count({ where: { hostId: host.id } })).toBe(0)
})
