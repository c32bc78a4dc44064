import { randomUUID } from 'node:crypto'
import type { Prisma } from '@stowage/db/generated/client'
import type { Role } from '@stowage/domain/role'

type Person = { name: string; email: string; role: Role; hostPatterns: string[] }

/** A user with a password, as better-auth reads it: one account of the provider `credential` whose id is the user's. */
export function newUser({ name, email, role, hostPatterns }: Person, passwordHash: string) {
  const id = randomUUID()
  const account = { id: randomUUID(), accountId: id, providerId: 'credential', password: passwordHash }
  return { id, name, email, role, hostPatterns, accounts: { create: account } } satisfies Prisma.UserCreateInput
}
