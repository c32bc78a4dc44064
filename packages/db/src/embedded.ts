import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '@stowage/domain/app-error'
import pg from 'pg'
import { type EmbeddedBinaries, embeddedBinaries } from './embedded-binaries.ts'
import { clusterPassword, ensureCluster, letIn } from './embedded-cluster.ts'
import { disown, endStale, own } from './embedded-stale.ts'
import { embeddedUser, type Ids } from './embedded-user.ts'

export type EmbeddedPostgres = {
  /** Of the database `stowage`; `urlOf` names any other of the cluster. */
  url: string
  urlOf: (database: string) => string
  port: number
  stop: () => Promise<void>
}

type Options = {
  /** Holds the cluster (`data/`), its password (0600) and its log. */
  dir: string
  /** Extra `-c name=value` settings. */
  settings?: Record<string, string>
  startMs?: number
}

// Ends the cluster when our end of its stdin closes, so that it never outlives a killed owner. `setsid` by `detached`: a Ctrl-C in the
// terminal reaches the server, which drains first, and not Postgres.
const keeper =
  '"$@" </dev/null & pid=$!; (cat >/dev/null; kill -INT $pid) <&3 2>/dev/null & wait $pid; status=$?; kill $! 2>/dev/null; exit $status'

/**
 * Starts the Postgres that came with npm on a free loopback port; the first start makes the cluster (about 3 s). A cluster left by a
 * killed owner is ended first; one whose owner lives refuses (`conflict`).
 */
export async function startEmbedded({ dir, settings = {}, startMs = 60_000 }: Options): Promise<EmbeddedPostgres> {
  const binaries = await embeddedBinaries()
  const user = embeddedUser()
  const data = join(dir, 'data')
  await mkdir(dir, { recursive: true })
  await own(dir)
  try {
    if (user) await letIn(dir, user)
    await endStale(data)
    const password = await clusterPassword(join(dir, 'password'))
    await ensureCluster(binaries, data, { password, user, noSync: settings.fsync === 'off' })
    return await serve(dir, data, { binaries, user, password, settings, startMs })
  } catch (error) {
    await disown(dir)
    throw error
  }
}

type Serve = { binaries: EmbeddedBinaries; user: Ids | null; password: string; settings: Record<string, string>; startMs: number }

async function serve(
  dir: string,
  data: string,
  { binaries, user, password, settings, startMs }: Serve,
): Promise<EmbeddedPostgres> {
  for (let tries = 0; ; tries += 1) {
    const port = await freePort()
    const urlOf = (database: string) => `postgresql://stowage:${password}@127.0.0.1:${port}/${database}`
    const child = launch(binaries, data, port, settings, user)
    try {
      await untilReady(child, urlOf('postgres'), startMs)
      await ensureDatabase(urlOf('postgres'))
      const again = () => {
        const next = launch(binaries, data, port, settings, user)
        return { child: next, ready: untilReady(next, urlOf('postgres'), startMs) }
      }
      const stop = keepUp(child, again)
      return { url: urlOf('stowage'), urlOf, port, stop: () => stop().then(() => disown(dir)) }
    } catch (error) {
      await end(child)
      if (tries === 2) throw error
    }
  }
}

function launch(
  { postgres }: EmbeddedBinaries,
  data: string,
  port: number,
  settings: Record<string, string>,
  user: Ids | null,
): ChildProcess {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    log_min_messages: 'fatal',
    logging_collector: 'off',
    ...settings,
  }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [postgres, '-D', data, '-p', String(port), ...flags]
  return spawn('/bin/sh', ['-c', keeper, 'postgres', ...command], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
}

type Started = { child: ChildProcess; ready: Promise<void> }

/** Starts a Postgres that ended by itself again on its port, as after the kernel killed it for memory. Returns how to stop for good. */
function keepUp(first: ChildProcess, again: () => Started): () => Promise<void> {
  let child = first
  const stopping = new AbortController()
  const keep = async () => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      await gone(child)
      // Its orphaned backends may hold the memory for a moment, and then the next one refuses to start.
      await pause(Math.min(5000, 250 * 2 ** failures), undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      const next = again()
      child = next.child
      failures = await next.ready.then(
        () => 0,
        () => end(next.child).then(() => Math.min(failures + 1, 10)),
      )
    }
  }
  const keeping = keep()
  return async () => {
    stopping.abort()
    await end(child)
    await keeping
  }
}

async function untilReady(child: ChildProcess, url: string, startMs: number): Promise<void> {
  let log = ''
  child.stderr?.on('data', (chunk) => {
    log = `${log}${chunk}`.slice(-2000)
  })
  const until = Date.now() + startMs
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new AppError('unavailable', `The embedded Postgres did not start: ${log.trim()}`)
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new AppError('unavailable', `The embedded Postgres did not answer within ${startMs / 1000} s: ${log.trim()}`)
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'stowage'")
    if (rowCount === 0) await client.query('CREATE DATABASE stowage')
  } finally {
    await client.end()
  }
}

/** Closing the keeper's pipe asks for a fast shutdown: open transactions are rolled back, files are left clean. */
async function end(child: ChildProcess): Promise<void> {
  const ended = gone(child)
  child.stdio[3]?.destroy()
  await ended
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new AppError('unavailable', 'No free loopback port.')
  return address.port
}
