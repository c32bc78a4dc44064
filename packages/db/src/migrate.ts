import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '@stowage/domain/app-error'
import pg from 'pg'
import { keepPartitions } from './history/keep-partitions.ts'

const migrationsDir = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))

/** The key of Prisma's own migration lock, so that its CLI and this runner keep each other out. */
const lockKey = 72707369

/** As Prisma makes it (schema-engine, `imperative_migration_persistence`), so that its CLI carries on from here. */
const historyTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

/**
 * Brings the database to this build's schema and returns the names of the migrations it applied. Each runs in a transaction of its own
 * with its history row. Then it makes the partitions that the next samples need. Any number of replicas may call this at once: one migrates, the others wait and find nothing to do (FA14).
 * Throws `precondition` when the database is newer than this build or its history was edited.
 */
export async function migrate(url: string, dir: string = migrationsDir): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'stowage migrate' })
  // Without a listener, a connection cut while we wait for the lock ends the process (FA3).
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey])
    await client.query(historyTable)
    const known = await localMigrations(dir)
    const applied = await appliedMigrations(client)
    refuseForeign(known, applied)
    const missing = known.filter(({ name }) => !applied.has(name))
    for (const migration of missing) await apply(client, migration)
    await keepPartitions(client, { now: new Date() })
    return missing.map(({ name }) => name)
  } finally {
    // The lock is the session's: it ends here, also after an error.
    await client.end()
  }
}

type Migration = { name: string; script: string; checksum: string }

async function localMigrations(dir: string): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const script = await readFile(join(dir, name, 'migration.sql'), 'utf8')
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
    }),
  )
}

async function appliedMigrations(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const cut = rows.find(({ finished_at }) => finished_at === null)
  if (cut)
    throw new AppError(
      'precondition',
      `The migration ${cut.migration_name} was begun by another tool and did not finish. Resolve it with "prisma migrate resolve".`,
    )
  return new Map(rows.map(({ migration_name, checksum }) => [migration_name, checksum]))
}

function refuseForeign(known: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  const checksums = new Map(known.map(({ name, checksum }) => [name, checksum]))
  for (const [name, checksum] of applied) {
    const expected = checksums.get(name)
    if (expected === undefined)
      throw new AppError(
        'precondition',
        `The database has the migration ${name}, which this build does not know: it was used by a newer Stowage. Run that version or newer.`,
      )
    if (expected !== checksum)
      throw new AppError('precondition', `The migration ${name} is not the one that this database was made with.`)
  }
}

async function apply(client: pg.Client, { name, script, checksum }: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(script)
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), clock_timestamp(), 1)',
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw new Error(`migration ${name} failed`, { cause: error })
  }
}
