import { readFile, rename, writeFile } from 'node:fs/promises'
import { recordActivity } from '@stowage/api/record-activity'
import { newSecretToken, secretTokenHash } from '@stowage/api/secret-token'
import type { PrismaClient } from '@stowage/db/client'

const lifeMs = 60 * 60_000
/** A waiting token with less than this left is replaced. Called more often than that, `file` always holds one that works. */
const leftMsMin = 30 * 60_000

/**
 * Keeps a single-use enrolment token in `file`, for an agent beside this server that can read it (Compose). Once a host has enrolled with
 * it, the file stays as it is: a revoked host does not come back by itself. Removing the file asks for a new one.
 */
export async function keepLocalEnrolment(prisma: PrismaClient, file: string, now: Date): Promise<void> {
  const kept = await readFile(file, 'utf8').catch(() => null)
  const tokenHash = kept === null ? null : secretTokenHash(kept.trim())
  const known = tokenHash === null ? null : await prisma.enrolment.findUnique({ where: { tokenHash } })
  if (known?.usedAt || (known && known.expiresAt.getTime() - now.getTime() > leftMsMin)) return

  const { token, hash } = newSecretToken('swe_')
  const expiresAt = new Date(now.getTime() + lifeMs)
  // The file first: a token that no row knows opens nothing, and the next call replaces it.
  await writeFile(`${file}.new`, `${token}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
  await prisma.$transaction(async (tx) => {
    // An agent may enrol with the old one at this moment; only a row that nobody used goes.
    if (known) await tx.enrolment.deleteMany({ where: { id: known.id, usedAt: null } })
    const made = await tx.enrolment.create({ data: { tokenHash: hash, createdBy: 'Stowage', expiresAt } })
    if (known) return
    await recordActivity(tx, 'server', {
      action: 'host.invite',
      subjectKind: 'host',
      subjectId: null,
      subject: 'a new host',
      text: 'Stowage made an enrolment token for the agent beside it; it works once.',
      details: { enrolmentId: made.id },
    })
  })
}
