import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '@stowage/domain/app-error'
import pg from 'pg'
import { type EmbeddedBinaries, embeddedBinaries } from './embedded-binaries.ts'
import { endStale } from './embedded-stale.ts'
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

const run = promisify(execFile)

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
  if (user) await letIn(dir, user)
  await endStale(dir, data)
  await writeFile(join(dir, 'owner.pid'), String(process.pid))
  const password = await secret(join(dir, 'password'))
  if (!(await exists(join(data, 'global', 'pg_control'))))
    await initialise(binaries, data, password, user, settings.fsync === 'off')

  for (let tries = 0; ; tries += 1) {
    const port = await freePort()
    const urlOf = (database: string) => `postgresql://stowage:${password}@127.0.0.1:${port}/${database}`
    const child = launch(binaries, data, port, settings, user)
    try {
      await untilReady(child, urlOf('postgres'), startMs)
      await ensureDatabase(urlOf('postgres'))
      return { url: urlOf('stowage'), urlOf, port, stop: () => end(child, dir) }
    } catch (error) {
      await end(child, dir)
      if (tries === 2) throw error
    }
  }
}

/** Lets the account of Postgres enter, and no more: the server's other files in there stay its own. */
async function letIn(dir: string, user: Ids): Promise<void> {
  const { uid, mode } = await stat(dir)
  if ((mode & 0o001) !== 0) return
  await chown(dir, uid, user.gid)
  await chmod(dir, (mode & 0o7777) | 0o010)
}

const exists = (path: string) => readFile(path).then(Boolean, () => false)

async function secret(path: string): Promise<string> {
  try {
    await writeFile(path, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFile(path, 'utf8')
}

async function initialise(
  { initdb }: EmbeddedBinaries,
  data: string,
  password: string,
  user: Ids | null,
  noSync: boolean,
): Promise<void> {
  // A directory without pg_control is an initdb that was cut short: it holds nothing.
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { mode: 0o700 })
  const passwordFile = `${data}.initdb`
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (user) await Promise.all([chown(data, user.uid, user.gid), chown(passwordFile, user.uid, user.gid)])
  const flags = [
    '--auth=scram-sha-256',
    '--username=stowage',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    ...(noSync ? ['--no-sync'] : []),
  ]
  try {
    await run(initdb, [`--pgdata=${data}`, ...flags], { ...user, cwd: '/' })
  } catch (error) {
    throw new AppError(
      'unavailable',
      `The embedded Postgres could not make its files in ${data}: ${stderrOf(error)}${user ? ' (It runs as the account "postgres", which must be able to enter every directory above.)' : ''}`,
    )
  } finally {
    await rm(passwordFile, { force: true })
  }
}

const stderrOf = (error: unknown) =>
  error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' && error.stderr !== ''
    ? error.stderr.trim()
    : String(error)

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
  await client.connect()
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'stowage'")
    if (rowCount === 0) await client.query('CREATE DATABASE stowage')
  } finally {
    await client.end()
  }
}

/** Closing the keeper's pipe asks for a fast shutdown: open transactions are rolled back, files are left clean. */
async function end(child: ChildProcess, dir: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.stdio[3]?.destroy()
    await gone
  }
  await rm(join(dir, 'owner.pid'), { force: true })
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
