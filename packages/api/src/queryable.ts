import type { Queryable } from '@stowage/db/activity'
import type { Prisma } from '@stowage/db/generated/client'

/** Lets the functions of packages/db that take a connection run in a transaction of Prisma's. */
export const queryable = (tx: Pick<Prisma.TransactionClient, '$executeRawUnsafe'>): Queryable => ({
  query: async (text, values = []) => ({ rowCount: await tx.$executeRawUnsafe(text, ...values) }),
})
