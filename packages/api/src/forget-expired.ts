import type { PrismaClient } from '@stowage/db/client'
import { forgetMs } from './sign-in-backoff.ts'

/** Deletes what no longer means anything: counts of old sign-in tries (anyone can make those by guessing), sessions and links past their end. */
export async function forgetExpired(prisma: PrismaClient, now: Date): Promise<void> {
  await prisma.signInAttempt.deleteMany({ where: { updatedAt: { lt: new Date(now.getTime() - forgetMs) } } })
  await prisma.session.deleteMany({ where: { expiresAt: { lt: now } } })
  await prisma.setupLink.deleteMany({ where: { usedAt: null, expiresAt: { lt: now } } })
}
