import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

export type { PrismaClient } from './generated/client.ts'

/** `prisma` for the everyday, `pool` for bulk statements, both over the same connections. */
export type Database = { prisma: PrismaClient; pool: pg.Pool; url: string; close: () => Promise<void> }

/** Opens lazily: the first query connects, and a database that went away is tried again by the next query. */
export function openDatabase(url: string, { connectionsMax = 10 }: { connectionsMax?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: 5000,
    application_name: 'stowage',
  })
  // Without a listener, an idle connection cut by the server ends the process (FA3).
  pool.on('error', () => {})
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    prisma,
    pool,
    url,
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}
