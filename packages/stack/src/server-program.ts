import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { poll } from '@stowage/lab/poll'
import { migrationsDir, serverProgram, staticDir } from './build.ts'
import { type Program, startNode } from './program.ts'

export type ServerProgram = Program & { url: string; port: number }

export type ServerSettings = {
  databaseUrl: string
  /** Holds the server's generated secret and its log. */
  dataDir: string
  /** 0 = any free one. */
  port: number
}

/**
 * As in the image. A server needs some 90 MB of heap for 200 hosts; with Node's own limits, made for the memory of the machine, the collector
 * lets it grow to six times that. Measured: 610 MB resident without these, 300 MB with them, at the same processor time.
 */
export const serverFlags = ['--max-old-space-size=1024', '--max-semi-space-size=8'] as const

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })

/** The built server as a process on the loopback; returns when it is ready. */
export async function startServerProgram({ databaseUrl, dataDir, port: wanted }: ServerSettings): Promise<ServerProgram> {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const port = wanted === 0 ? await freePort() : wanted
  const logFile = join(dataDir, 'server.log')
  const server = startNode(serverProgram, {
    flags: serverFlags,
    logFile,
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      STOWAGE_DATA_DIR: dataDir,
      STOWAGE_HOST: '127.0.0.1',
      STOWAGE_PORT: String(port),
      STOWAGE_STATIC_DIR: staticDir,
      STOWAGE_MIGRATIONS_DIR: migrationsDir,
    },
  })
  let ended: number | string | null = null
  server.ended.then((how) => {
    ended = how
  })
  const url = `http://127.0.0.1:${port}`
  try {
    await poll(
      `the server at ${url}`,
      async () => {
        if (ended !== null) throw new Error(`The server ended (${ended}).\n${readFileSync(logFile, 'utf8').slice(-2000)}`)
        const answer = await fetch(`${url}/readyz`).catch(() => null)
        return answer?.ok ? true : null
      },
      { withinMs: 60_000, everyMs: 50 },
    )
  } catch (error) {
    await server.stop()
    throw error
  }
  return { ...server, url, port }
}
