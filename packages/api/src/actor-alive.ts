import type { PrismaClient } from '@stowage/db/client'
import type { Actor } from './actor.ts'

/** Whether the credential behind an open stream still works with the same rights (AU8, M29). */
export async function actorAlive(prisma: PrismaClient, actor: Actor, now: Date): Promise<boolean> {
  const user = { disabledAt: null, hostPatterns: { equals: actor.hostPatterns } }
  if (actor.sessionId !== null) {
    // A change of role deletes the sessions, so a session that is there has the rights it began with.
    return (await prisma.session.count({ where: { id: actor.sessionId, expiresAt: { gt: now }, user } })) > 0
  }
  if (actor.tokenId === null) return false
  const unexpired = { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }
  return (await prisma.apiToken.count({ where: { id: actor.tokenId, revokedAt: null, user, ...unexpired } })) > 0
}
