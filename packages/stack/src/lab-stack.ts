import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, openDatabase } from '@stowage/db/client'
import { startEmbedded } from '@stowage/db/embedded'
import { type Fleet, startFleet } from '@stowage/lab/fleet'
import { startLabAgent } from './agent-program.ts'
import { ensureBuilt } from './build.ts'
import { type Forward, forward } from './forward.ts'
import { inviteHost, type LocalUser, makeToken, makeUser } from './local-access.ts'
import type { Program } from './program.ts'
import { type ServerProgram, startServerProgram } from './server-program.ts'

export type LabStack = {
  fleet: Fleet
  server: ServerProgram
  url: string
  admin: LocalUser
  /** Of the admin. */
  token: string
  db: Database
  databaseUrl: string
  dataDir: string
  agents: Map<string, Program>
  /** The cable between hosts and server. */
  cable: Forward
  /** Starts a host's agent again with the state it had. */
  restartAgent: (host: string) => Program
  restartServer: () => Promise<void>
  stop: () => Promise<void>
  [Symbol.asyncDispose]: () => Promise<void>
}

export type LabStackOptions = {
  /** Of the fleet; one fleet of a name runs at a time. */
  name: string
  hosts: readonly string[]
  port?: number
  /** Content of every host's policy file; null = none, so the agents only observe. */
  policy?: string | null
  agentEnv?: NodeJS.ProcessEnv
  /** Runs when the engines are up and before the agents start. */
  seed?: (fleet: Fleet) => Promise<void>
}

/** The whole product on one machine: engines, database, server and an agent in each host. `stop` leaves nothing behind. */
export async function startLabStack(options: LabStackOptions): Promise<LabStack> {
  const { name, hosts, port = 0, policy = null, agentEnv = {} } = options
  ensureBuilt()
  const cleanUps: (() => unknown)[] = []
  const stop = async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  }
  try {
    const fleet = await startFleet({ name, hosts })
    cleanUps.push(() => fleet.stop())
    const dataDir = join(fleet.dataDir, 'stack')
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    cleanUps.push(() => rmSync(dataDir, { recursive: true, force: true }))
    const [postgres] = await Promise.all([startEmbedded({ dir: join(dataDir, 'postgres') }), options.seed?.(fleet)])
    cleanUps.push(() => postgres.stop())
    const settings = { databaseUrl: postgres.url, dataDir: join(dataDir, 'server') }
    let server = await startServerProgram({ ...settings, port })
    cleanUps.push(() => server.stop())
    const db = openDatabase(postgres.url)
    cleanUps.push(() => db.close())
    const cable = await forward({ host: fleet.gateway, port: server.port }, server.port)
    cleanUps.push(() => cable.close())

    const admin = await makeUser(db, { name: 'Demo admin', email: 'admin@demo.local', role: 'admin' })
    const token = await makeToken(db, admin.id, { name: 'this machine', role: 'admin' })
    const agents = new Map<string, Program>()
    const settingsOf = (host: string) => ({
      serverUrl: `http://${fleet.gateway}:${server.port}`,
      stateDir: join(dataDir, 'agents', host),
      env: agentEnv,
    })
    const startAgent = (host: string, enrolment?: string) => {
      const agent = startLabAgent(fleet.host(host), { ...settingsOf(host), token: enrolment })
      agents.set(host, agent)
      return agent
    }
    cleanUps.push(() => Promise.all([...agents.values()].map((agent) => agent.stop())))
    for (const host of fleet.hosts) {
      host.writePolicy(policy)
      startAgent(host.name, await inviteHost(db, host.name))
    }
    return {
      ...{ fleet, admin, token, db, dataDir, agents, cable, stop },
      databaseUrl: postgres.url,
      url: server.url,
      get server() {
        return server
      },
      restartAgent: (host) => startAgent(host),
      restartServer: async () => {
        await server.stop()
        server = await startServerProgram({ ...settings, port: server.port })
      },
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
