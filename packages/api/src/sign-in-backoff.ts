import { createHash } from 'node:crypto'
import type { PrismaClient } from '@stowage/db/client'
import { AppError } from '@stowage/domain/app-error'

/** Tries that cost nothing; each one after doubles the wait, from 30 s to 15 min. Never a lock: the wait always ends (AU4). */
const freeTries = 5
const waitMsMin = 30_000
const waitMsMax = 15 * 60_000
/** After this long without a try the count starts anew. */
export const forgetMs = 24 * 3_600_000

const keyOf = (email: string) => createHash('sha256').update(email.toLowerCase()).digest('hex')

export const waitMsAfter = (failures: number): number =>
  failures < freeTries ? 0 : Math.min(waitMsMax, waitMsMin * 2 ** Math.min(failures - freeTries, 20))

/**
 * Counts a try as failed before the password is looked at, so that tries in parallel gain nothing; `clearSignInFailures` takes it back.
 * Throws `too_many_requests` with `retryAfterSeconds` while this account has to wait, whatever address the tries come from and whether or
 * not the account exists.
 */
export async function admitSignIn(prisma: PrismaClient, email: string, now: Date): Promise<void> {
  const emailHash = keyOf(email)
  const waitMs = await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO sign_in_attempt ("emailHash", "updatedAt") VALUES (${emailHash}, ${now}) ON CONFLICT DO NOTHING`
    await tx.$queryRaw`SELECT 1 FROM sign_in_attempt WHERE "emailHash" = ${emailHash} FOR UPDATE`
    const before = await tx.signInAttempt.findUniqueOrThrow({ where: { emailHash } })
    const leftMs = (before.blockedUntil?.getTime() ?? 0) - now.getTime()
    if (leftMs > 0) return leftMs
    const failures = now.getTime() - before.updatedAt.getTime() > forgetMs ? 1 : before.failures + 1
    const nextMs = waitMsAfter(failures)
    const blockedUntil = nextMs > 0 ? new Date(now.getTime() + nextMs) : null
    await tx.signInAttempt.update({ where: { emailHash }, data: { failures, blockedUntil, updatedAt: now } })
    return 0
  })
  if (waitMs === 0) return
  const retryAfterSeconds = Math.ceil(waitMs / 1000)
  throw new AppError('too_many_requests', `Too many wrong passwords for this account. Try again in ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
  })
}

/** The password was right. */
export async function clearSignInFailures(prisma: PrismaClient, email: string): Promise<void> {
  await prisma.signInAttempt.deleteMany({ where: { emailHash: keyOf(email) } })
}
