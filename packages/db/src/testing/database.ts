import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../client.ts'
// Types what `inject` answers, in every workspace that uses this file.
import type {} from './cluster.ts'
import { templateName } from './template-name.ts'

export type TestDatabase = Database & AsyncDisposable

/** A fresh migrated database of the run's cluster: `await using db = await testDatabase()`. `empty` leaves the migrations out. */
export async function testDatabase({ empty = false }: { empty?: boolean } = {}): Promise<TestDatabase> {
  const clusterUrl = inject('clusterUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await admin(clusterUrl, `CREATE DATABASE ${name}${empty ? '' : ` TEMPLATE ${templateName}`}`)
  const url = new URL(clusterUrl)
  url.pathname = `/${name}`
  const database = openDatabase(url.href)
  return {
    ...database,
    [Symbol.asyncDispose]: async () => {
      await database.close()
      await admin(clusterUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function admin(clusterUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
