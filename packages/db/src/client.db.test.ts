import { expect, test, vi } from 'vitest'
import { openLive } from './live.ts'
import { testDatabase } from './testing/database.ts'
import { inTransaction } from './transaction.ts'

test('FA3: when every connection is cut, idle or in a transaction, the process lives and the next query connects anew', async () => {
  await using db = await testDatabase()
  const live = openLive(db.url, { retryMsMax: 50 })
  await vi.waitFor(() => expect(live.isConnected()).toBe(true))
  await Promise.all(Array.from({ length: 5 }, () => db.pool.query('SELECT pg_sleep(0.02)')))
  const cutAll =
    'SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()'
  const inside = inTransaction(db.pool, async (client) => {
    await client.query(
      `INSERT INTO enrolment (id, "tokenHash", "createdBy", "expiresAt") VALUES (gen_random_uuid(), 'lost', 'Ann', now())`,
    )
    await db.prisma.$queryRawUnsafe(cutAll)
    await client.query('SELECT 1')
  })
  await expect(inside).rejects.toThrow()
  await vi.waitFor(async () => expect(await db.prisma.enrolment.count()).toBe(0))
  await vi.waitFor(() => expect(live.isConnected()).toBe(true))
  await live.close()
})
