import { chmod, mkdir, stat } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isDatabaseAway } from '@stowage/api/database-away'
import { createSetupLink } from '@stowage/api/setup-link'
import { openDatabase } from '@stowage/db/client'
import { startEmbedded } from '@stowage/db/embedded'
import { openLive } from '@stowage/db/live'
import { migrate } from '@stowage/db/migrate'
import type { FastifyBaseLogger } from 'fastify'
import { appSecret } from './app-secret.ts'
import { watchHealth } from './health.ts'
import { buildHttp } from './http.ts'
import { keepLocalEnrolment } from './local-enrolment.ts'
import { createLog } from './log.ts'
import { retryUntil } from './retry-until.ts'
import { type RunningRounds, runRounds } from './rounds/run-rounds.ts'
import { serverRounds } from './rounds/server-rounds.ts'

export type ServerOptions = {
  /** Absent: the embedded Postgres in `dataDir`. */
  databaseUrl?: string
  databaseConnectionsMax?: number
  /** Absent: generated once and kept in `dataDir`. */
  secret?: string
  dataDir: string
  staticDir: string
  /** Absent: the migrations of the checkout. */
  migrationsDir?: string
  host?: string
  /** 0 = any free one. */
  port?: number
  /** The address people and agents use, without a trailing slash. */
  publicUrl?: string
  trustProxy?: readonly string[]
  /** Names of volumes that /metrics may name, `*` for anything. */
  metricsVolumes?: readonly string[]
  insecureHttp?: boolean
  /** Where an agent beside this server finds its enrolment token. Absent: nowhere. */
  localEnrolFile?: string
  logLevel?: string
  log?: FastifyBaseLogger
  /** How long a stop waits for calls in flight. */
  stopMs?: number
  now?: () => Date
}

export type RunningServer = {
  url: string
  /** The one-time link for the first admin; null when someone has an account. */
  setupUrl: string | null
  close: () => Promise<void>
}

export type ListeningServer = { url: string; ready: Promise<{ setupUrl: string | null }>; close: () => Promise<void> }

const enrolEveryMs = 600_000

/** Starts a server and waits until it serves. Throws when it cannot. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { url, ready, close } = await listen(options)
  try {
    return { url, setupUrl: (await ready).setupUrl, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opens the port at once; `ready` follows when the database answers and is migrated, however long that takes (FA3). */
export async function listen(options: ServerOptions): Promise<ListeningServer> {
  const { dataDir, host = '127.0.0.1', port = 0, publicUrl = null, stopMs = 10_000, now = () => new Date() } = options
  const log = options.log ?? createLog(options.logLevel ?? 'info')
  const secret = appSecret(options.secret, dataDir)
  const closing = new AbortController()
  const embedded = options.databaseUrl === undefined ? await startPostgres(dataDir) : null
  const databaseUrl = options.databaseUrl ?? embedded?.url ?? ''
  const db = openDatabase(databaseUrl, { connectionsMax: options.databaseConnectionsMax })
  const live = openLive(databaseUrl)
  // A connection of its own: a queue for the others is no database that is away.
  const probe = openDatabase(databaseUrl, { connectionsMax: 1 })
  const health = watchHealth(probe)
  const app = await buildHttp({
    ...{ db, live, health, log, secret, publicUrl, now },
    staticDir: options.staticDir,
    trustProxy: options.trustProxy ?? [],
    metricsVolumes: options.metricsVolumes ?? [],
    insecureHttp: options.insecureHttp ?? false,
    closing: closing.signal,
  })
  await app.listen({ host, port })
  const url = publicUrl ?? addressUrl(app.server.address(), host)
  const keepEnrolment = async () => {
    if (options.localEnrolFile === undefined) return
    await keepLocalEnrolment(db.prisma, options.localEnrolFile, now()).catch((error) =>
      log.error({ err: error }, 'no enrolment token for the agent beside this server'),
    )
  }
  let enrolling: NodeJS.Timeout | undefined
  let rounds: RunningRounds | undefined

  const ready = (async () => {
    const applied = await retryUntil(() => migrate(databaseUrl, options.migrationsDir), {
      signal: closing.signal,
      giveUp: (error) => !isDatabaseAway(error),
      onRetry: (error) => log.warn({ err: error }, 'the database does not answer; trying again'),
    })
    if (applied.length > 0) log.info({ migrations: applied }, 'database migrated')
    const token = await createSetupLink(db.prisma, now())
    // Before the server is ready: whoever waits for that finds the file.
    await keepEnrolment()
    if (!closing.signal.aborted) {
      enrolling = setInterval(keepEnrolment, enrolEveryMs)
      rounds = runRounds({ db, log, now, rounds: serverRounds({ db, log }) })
    }
    health.started()
    return { setupUrl: token === null ? null : `${url}/setup#${token}` }
  })()
  // Callers that only stop the server never look at it.
  ready.catch(() => {})

  let closed: Promise<void> | undefined
  const close = async () => {
    health.stopping()
    // Streams end themselves; calls in flight have until stopMs, then their connections are cut (FA16).
    closing.abort()
    const resting = rounds?.stop()
    const cut = setTimeout(() => app.server.closeAllConnections(), stopMs)
    await app.close()
    clearTimeout(cut)
    health.end()
    await ready.catch(() => {})
    clearInterval(enrolling)
    const end = async () => {
      await resting
      await live.close()
      await db.close()
      await probe.close()
    }
    // A statement of a round may take minutes, and be cut at any point: the next one makes up for it.
    await Promise.race([end(), pause(stopMs, undefined, { ref: false })])
    await embedded?.stop()
  }
  return { url, ready, close: () => (closed ??= close()) }
}

async function startPostgres(dataDir: string) {
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  // As root, Postgres runs as another account, which has to pass through; the files in here are readable by their owner only.
  if (process.getuid?.() === 0) await chmod(dataDir, ((await stat(dataDir)).mode & 0o7777) | 0o011)
  return startEmbedded({ dir: join(dataDir, 'postgres') })
}

function addressUrl(address: AddressInfo | string | null, host: string): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${typeof address === 'object' ? address?.port : address}`
}
