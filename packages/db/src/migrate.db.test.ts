import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { expect, test } from 'vitest'
import { schemaEngine } from '../scripts/schema-engine.mjs'
import { migrate } from './migrate.ts'
import { testDatabase } from './testing/database.ts'

const root = new URL('../../../prisma/', import.meta.url)

test('FA14: of 20 replicas that start on an empty database at once, exactly one migrates and all are ready', async () => {
  await using db = await testDatabase({ empty: true })
  const answers = await Promise.all(Array.from({ length: 20 }, () => migrate(db.url)))
  expect(answers.filter((applied) => applied.length > 0)).toHaveLength(1)
  expect(await db.prisma.host.count()).toBe(0)
  const { rows } = await db.pool.query('SELECT migration_name, applied_steps_count FROM _prisma_migrations')
  expect(rows).toHaveLength((await readdir(new URL('migrations', root))).length - 1)
})

test('the Prisma engine finds our history complete, unedited and equal to its own', async () => {
  await using db = await testDatabase()
  const names = (await readdir(new URL('migrations', root))).filter((name) => name !== 'migration_lock.toml').sort()
  const migrationDirectories = await Promise.all(
    names.map(async (path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(new URL(`migrations/${path}/migration.sql`, root), 'utf8') },
      },
    })),
  )
  const lockfile = {
    path: 'migration_lock.toml',
    content: await readFile(new URL('migrations/migration_lock.toml', root), 'utf8'),
  }
  const engine = await schemaEngine(
    await readFile(new URL('schema.prisma', root), 'utf8'),
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: db.url })),
  )
  const filters = { externalTables: [], externalEnums: [] }
  const migrationsList = {
    baseDir: fileURLToPath(new URL('migrations', root)),
    migrationDirectories,
    lockfile,
    shadowDbInitScript: '',
  }
  const history = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters })
  expect(history).toMatchObject({ editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true, history: null })
  expect(await engine.applyMigrations({ migrationsList, filters })).toEqual({ appliedMigrationNames: [] })
})

test('a database that a newer build has migrated is refused with words', async () => {
  await using db = await testDatabase()
  await db.pool.query(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '29990101000000_later', now())",
  )
  await expect(migrate(db.url)).rejects.toThrow('newer Stowage')
})

test('the activity log accepts inserts only', async () => {
  await using db = await testDatabase()
  const row = {
    actorType: 'system',
    actor: 'server',
    via: 'server',
    action: 'x',
    subjectKind: 'server',
    subject: 's',
    result: 'ok',
    text: 't',
  }
  await db.prisma.activity.create({ data: row })
  for (const statement of ["UPDATE activity SET text = 'other'", 'DELETE FROM activity', 'TRUNCATE activity'])
    await expect(db.pool.query(statement)).rejects.toThrow('append-only')
  expect(await db.prisma.activity.count()).toBe(1)
})
