import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '@stowage/db/client'
import { startEmbedded } from '@stowage/db/embedded'
import { migrate } from '@stowage/db/migrate'
import { tidied } from './tidy-up.ts'

export type OwnPostgres = { db: Database; url: string; dir: string; stop: () => Promise<void> }

/** A cluster of its own with the settings of production (writes reach the disk), migrated; `stop` removes it. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const dir = await mkdtemp(join(tmpdir(), 'stowage-bench-'))
  const remove = () => rm(dir, { recursive: true, force: true })
  const postgres = await startEmbedded({ dir }).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const db = openDatabase(postgres.url)
  const stop = tidied(async () => {
    await db.close()
    await postgres.stop()
    await remove()
  })
  await migrate(postgres.url).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { db, url: postgres.url, dir, stop }
}
