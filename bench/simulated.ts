import { join } from 'node:path'
import { type SimulatedFleet, simulateFleet } from '@stowage/lab/simulate/simulate-fleet'
import { inviteHost, makeToken, makeUser } from '@stowage/stack/local-access'
import { type ServerProgram, startServerProgram } from '@stowage/stack/server-program'
import { type OwnPostgres, ownPostgres } from './postgres.ts'
import { tidied } from './tidy-up.ts'

export type SimulatedStack = {
  postgres: OwnPostgres
  server: ServerProgram
  fleet: SimulatedFleet
  /** Of an admin. */
  token: string
  /** Ends the server, then starts it again on the same port. @returns milliseconds it was away */
  restartServer: () => Promise<number>
  stop: () => Promise<void>
}

type Shape = Pick<
  Parameters<typeof simulateFleet>[0],
  'hosts' | 'volumesEach' | 'containersEach' | 'changesPerMinute' | 'onHello' | 'onEnd'
>

/** The built server on a database of its own, with a fleet of simulated hosts in this process. */
export async function startSimulated(shape: Shape): Promise<SimulatedStack> {
  const postgres = await ownPostgres()
  const settings = { databaseUrl: postgres.url, dataDir: join(postgres.dir, 'server') }
  const cleanUps = [postgres.stop]
  const stop = tidied(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  })
  try {
    let server = await startServerProgram({ ...settings, port: 0 })
    cleanUps.push(() => server.stop())
    const admin = await makeUser(postgres.db, { name: 'Bench', email: 'bench@localhost', role: 'admin' })
    const token = await makeToken(postgres.db, admin.id, { name: 'bench', role: 'admin' })
    const fleet = await simulateFleet({ ...shape, server: new URL(server.url), invite: (name) => inviteHost(postgres.db, name) })
    cleanUps.push(fleet.stop)
    return {
      ...{ postgres, fleet, token, stop },
      get server() {
        return server
      },
      restartServer: async () => {
        const begun = performance.now()
        await server.stop()
        server = await startServerProgram({ ...settings, port: server.port })
        return performance.now() - begun
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
