import type { PrismaClient } from '@stowage/db/client'
import { AppError } from '@stowage/domain/app-error'
import { Role } from '@stowage/domain/role'
import type { Actor } from './actor.ts'
import { secretTokenHash } from './secret-token.ts'

const noteUseEveryMs = 60_000
const order: readonly Role[] = ['viewer', 'operator', 'admin']
const lower = (a: Role, b: Role): Role => (order.indexOf(a) < order.indexOf(b) ? a : b)

/** The owner of an API token, with the lower of both roles. Throws one and the same `unauthorized` for every token that does not work. */
export async function tokenActor(prisma: PrismaClient, token: string, now: Date): Promise<Actor> {
  const row = await prisma.apiToken.findUnique({ where: { tokenHash: secretTokenHash(token) }, include: { user: true } })
  const works = row && !row.revokedAt && !row.user.disabledAt && (row.expiresAt === null || row.expiresAt > now)
  if (!works) throw new AppError('unauthorized', 'This API token does not work: it is wrong, has run out or was revoked.')
  const { user } = row
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > noteUseEveryMs) {
    await prisma.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } })
  }
  return {
    type: 'token',
    userId: user.id,
    name: user.name,
    email: user.email,
    role: lower(Role.parse(row.role), Role.parse(user.role)),
    hostPatterns: user.hostPatterns,
    via: 'cli',
    sessionId: null,
    signedInAt: null,
    tokenId: row.id,
  }
}
