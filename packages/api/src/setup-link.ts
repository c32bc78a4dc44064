import type { PrismaClient } from '@stowage/db/client'
import { newSecretToken } from './secret-token.ts'

const lifeMs = 30 * 60_000

/** The token of a new one-time link, or null when someone has an account already. Only its hash is kept. */
export async function createSetupLink(prisma: PrismaClient, now: Date): Promise<string | null> {
  if ((await prisma.user.count()) > 0) return null
  const { token, hash } = newSecretToken('')
  await prisma.setupLink.deleteMany({ where: { usedAt: null, expiresAt: { lte: now } } })
  await prisma.setupLink.create({ data: { tokenHash: hash, expiresAt: new Date(now.getTime() + lifeMs) } })
  return token
}
