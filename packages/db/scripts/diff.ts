/** Prints the SQL from one schema file to another: `node diff.ts [FROM|-] TO` (`-` or nothing: from an empty database). */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { DiffTarget } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { startEmbedded } from '../src/embedded.ts'
import { schemaEngine } from './schema-engine.mjs'

const files = process.argv.slice(2)
const to = files.pop()
if (!to) {
  process.stderr.write('usage: diff.ts [FROM_SCHEMA|-] TO_SCHEMA\n')
  process.exit(2)
}
const from = files.pop() ?? '-'
const target = async (path: string): Promise<DiffTarget> =>
  path === '-' ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [{ path, content: await readFile(path, 'utf8') }] }

// The engine insists on a database to talk to, although a diff of two files reads nothing from it.
const dir = await mkdtemp(join(tmpdir(), 'stowage-diff-'))
const postgres = await startEmbedded({ dir, settings: { fsync: 'off' } })
try {
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: postgres.url }))
  const engine = await schemaEngine(await readFile(to, 'utf8'), factory)
  const filters = { externalTables: [], externalEnums: [] }
  const answer = await engine.diff({ from: await target(from), to: await target(to), script: true, exitCode: null, filters })
  process.stdout.write(answer.stdout ?? '')
} finally {
  await postgres.stop()
  await rm(dir, { recursive: true, force: true })
}
process.exit(0)
