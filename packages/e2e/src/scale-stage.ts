import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '@stowage/db/client'
import { startEmbedded } from '@stowage/db/embedded'
import { migrate } from '@stowage/db/migrate'
import { poll } from '@stowage/lab/poll'
import { type SimulatedFleet, simulateFleet } from '@stowage/lab/simulate/simulate-fleet'
import { inviteHost, type LocalUser, makeUser } from '@stowage/stack/local-access'
import { startServerProgram } from '@stowage/stack/server-program'

export const hosts = 200
export const volumesEach = 100

export type ScaleStage = { url: string; db: Database; reader: LocalUser; fleet: SimulatedFleet; stop: () => Promise<void> }

/** A server of its own with simulated hosts in this process, on which nothing happens by itself. */
export async function startScaleStage(): Promise<ScaleStage> {
  const dir = mkdtempSync(join(tmpdir(), 'stowage-scale-'))
  const cleanUps: (() => unknown)[] = [() => rmSync(dir, { recursive: true, force: true })]
  const stop = async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  }
  try {
    const postgres = await startEmbedded({ dir, settings: { fsync: 'off', synchronous_commit: 'off' } })
    cleanUps.push(postgres.stop)
    await migrate(postgres.url)
    const db = openDatabase(postgres.url)
    cleanUps.push(() => db.close())
    const server = await startServerProgram({ databaseUrl: postgres.url, dataDir: join(dir, 'server'), port: 0 })
    cleanUps.push(server.stop)
    const reader = await makeUser(db, { name: 'The reader', email: 'reader@demo.local', role: 'viewer' })
    const fleet = await simulateFleet({
      ...{ server: new URL(server.url), hosts, volumesEach, containersEach: 3, changesPerMinute: 0 },
      invite: (name) => inviteHost(db, name),
    })
    cleanUps.push(fleet.stop)
    await poll('all hosts to be known', () => (fleet.told() === hosts ? true : null), { withinMs: 60_000, everyMs: 100 })
    await db.pool.query('ANALYZE')
    return { url: server.url, db, reader, fleet, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
