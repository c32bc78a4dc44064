import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createSetupLink } from '@stowage/api/setup-link'
import { testDatabase } from '@stowage/db/testing/database'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { listen, startServer } from './start-server.ts'
import { cutProxy } from './testing/cut-proxy.ts'
import { testServer } from './testing/test-server.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

test('AU1: a missing home, short, known or example APP_SECRET ends the start in under 2 s with one line, and no port opens', async () => {
  const cases: Record<string, string>[] = [
    { APP_SECRET: '8 chars!' },
    { APP_SECRET: 'changeme' },
    { APP_SECRET: 'change-me-to-a-long-random-value-please' },
    { STOWAGE_DATA_DIR: '/dev/null/nowhere' },
    { APP_SECRET_FILE: '/nowhere' },
    { STOWAGE_PORT: 'http' },
  ]
  for (const settings of cases) {
    const began = performance.now()
    const { code, err, out } = await run({ STOWAGE_PORT: '0', STOWAGE_DATA_DIR: '/dev/null/nowhere', ...settings })
    expect(code, JSON.stringify(settings)).toBe(1)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toMatch(/^stowage-server: .*(APP_SECRET|STOWAGE_PORT)/)
    expect(out).not.toContain('listening')
    expect(performance.now() - began).toBeLessThan(2_000)
  }
}, 20_000)

test('FA16: SIGTERM under load answers every call in flight, then ends with 0', async () => {
  await using db = await testDatabase()
  const dir = await mkdtemp(join(tmpdir(), 'stowage-main-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, DATABASE_URL: db.url, STOWAGE_DATA_DIR: dir, STOWAGE_PORT: '0', STOWAGE_STATIC_DIR: dir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const { url, setupUrl } = await untilReady(child.stdout)
  expect(setupUrl).toContain(`${url}/setup#`)
  // Calls that take a while: each waits for a lock that the test holds until the signal was sent.
  const holder = await db.pool.connect()
  await holder.query('BEGIN; LOCK TABLE "user" IN ACCESS EXCLUSIVE MODE')
  const calls = Array.from({ length: 8 }, () => fetch(`${url}/trpc/setup.status`).then(({ status }) => status))
  // Another connection: within a transaction, this view stays what it was at the first look.
  const waiting = async () => {
    const { rows } = await db.pool.query(
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    )
    return rows.length
  }
  await expect.poll(waiting, { timeout: 10_000 }).toBe(8)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await holder.query('SELECT pg_sleep(0.3)')
  await holder.query('COMMIT')
  holder.release()
  expect(await Promise.all(calls)).toEqual(Array(8).fill(200))
  expect(await ended).toEqual([0, null])
  await expect(fetch(`${url}/livez`)).rejects.toThrow()
}, 30_000)

test('FA3: without its database the server lives, says so, and serves again within 10 s', async () => {
  await using db = await testDatabase()
  await using proxy = await cutProxy(db.url)
  await using app = await testServer({ databaseUrl: proxy.url })
  const status = async (path: string) => (await app.raw(path)).status
  expect([await status('/livez'), await status('/readyz')]).toEqual([200, 200])
  const link = await createSetupLink(db.prisma, new Date())
  await proxy.cut()
  await expect.poll(() => status('/readyz'), { timeout: 10_000 }).toBe(503)
  expect([await status('/livez'), await status('/trpc/setup.status'), await status('/')]).toEqual([200, 503, 200])
  expect(await status('/agent/heartbeat')).toBe(503)
  await proxy.mend()
  await expect.poll(() => status('/readyz'), { timeout: 10_000 }).toBe(200)
  const person = { token: link, name: 'Ana', email: 'a@example.org', password: 'mooring line 42' }
  expect((await app.call('setup.complete', 'mutation', person)).status).toBe(200)
}, 30_000)

test('FA3: every connection ended by the database costs at most the calls in flight', async () => {
  await using app = await testServer()
  const { cookie } = await app.person('viewer')
  await app.db.pool.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await expect.poll(async () => (await app.call('hosts.list', 'query', {}, { cookie })).status, { timeout: 10_000 }).toBe(200)
  expect((await app.raw('/livez')).status).toBe(200)
})

test('FA3: a server that starts before its database waits for it', async () => {
  await using db = await testDatabase({ empty: true })
  await using proxy = await cutProxy(db.url)
  await proxy.cut()
  const dir = await mkdtemp(join(tmpdir(), 'stowage-early-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const lines: string[] = []
  const log = pino({}, { write: (line) => lines.push(line) })
  const server = await listen({ databaseUrl: proxy.url, dataDir: dir, staticDir: dir, log })
  try {
    await expect.poll(() => lines.join(), { timeout: 10_000 }).toContain('trying again')
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${server.url}/trpc/setup.status`)).status).toBe(503)
    await proxy.mend()
    expect((await server.ready).setupUrl).not.toBeNull()
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  } finally {
    await server.close()
  }
}, 30_000)

test('FA14: replicas that start at once on an empty database are all ready, and one migrated', async () => {
  await using db = await testDatabase({ empty: true })
  const dir = await mkdtemp(join(tmpdir(), 'stowage-replicas-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const start = () =>
    startServer({ databaseUrl: db.url, databaseConnectionsMax: 2, dataDir: dir, staticDir: dir, logLevel: 'silent' })
  const replicas = await Promise.all(Array.from({ length: 20 }, start))
  try {
    for (const { url } of replicas) expect((await fetch(`${url}/readyz`)).status).toBe(200)
    const { rows } = await db.pool.query('SELECT migration_name, count(*)::int AS n FROM _prisma_migrations GROUP BY 1')
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ n }) => n === 1)).toBe(true)
  } finally {
    await Promise.all(replicas.map(({ close }) => close()))
  }
}, 60_000)

async function run(settings: Record<string, string>): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env.PATH, ...settings } })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  const [code] = await once(child, 'close')
  return { code: typeof code === 'number' ? code : null, out, err }
}

/** Reads the child's output until it says that it is ready and printed the link. */
async function untilReady(stdout: NodeJS.ReadableStream): Promise<{ url: string; setupUrl: string }> {
  for await (const line of createInterface({ input: stdout })) {
    const setupUrl = /http\S+\/setup#\S+/.exec(line)?.[0]
    if (setupUrl) return { url: new URL(setupUrl).origin, setupUrl }
  }
  throw new Error('the server ended before it was ready')
}
