import type { Database } from '@stowage/db/client'
import { forgetReadings } from '@stowage/db/readings/forget-readings'
import { forgetMs } from './sign-in-backoff.ts'

/** Deletes what no longer means anything: counts of old sign-in tries (anyone can make those by guessing), sessions and links past their end, readings of what is gone. */
export async function forgetExpired(db: Database, now: Date): Promise<void> {
  const { prisma } = db
  await prisma.signInAttempt.deleteMany({ where: { updatedAt: { lt: new Date(now.getTime() - forgetMs) } } })
  await prisma.session.deleteMany({ where: { expiresAt: { lt: now } } })
  await prisma.setupLink.deleteMany({ where: { usedAt: null, expiresAt: { lt: now } } })
  await forgetReadings(db, now)
}
