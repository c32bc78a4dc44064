import { randomBytes } from 'node:crypto'
import { newUser } from '@stowage/api/new-user'
import { hashPassword } from '@stowage/api/password-hash'
import { newSecretToken } from '@stowage/api/secret-token'
import type { Database } from '@stowage/db/client'
import type { Role } from '@stowage/domain/role'

/** What the owner of the database may do without asking the server: first user, tokens, invitations for hosts. Used on one machine only. */

const hourMs = 3_600_000

export type LocalUser = { id: string; email: string; password: string }

export async function makeUser(
  db: Database,
  { name, email, role }: { name: string; email: string; role: Role },
): Promise<LocalUser> {
  const password = randomBytes(18).toString('base64url')
  const user = newUser({ name, email, role, hostPatterns: [] }, await hashPassword(password))
  await db.prisma.user.create({ data: user })
  return { id: user.id, email, password }
}

/** A new token of this name; earlier ones of the same name end. */
export async function makeToken(db: Database, userId: string, { name, role }: { name: string; role: Role }): Promise<string> {
  const { token, hash } = newSecretToken('stw_')
  await db.prisma.$transaction([
    db.prisma.apiToken.updateMany({ where: { userId, name, revokedAt: null }, data: { revokedAt: new Date() } }),
    db.prisma.apiToken.create({ data: { name, role, userId, tokenHash: hash } }),
  ])
  return token
}

/** A token that makes one host, once, within an hour. */
export async function inviteHost(db: Database, name: string): Promise<string> {
  const { token, hash } = newSecretToken('swe_')
  await db.prisma.enrolment.create({
    data: { name, tokenHash: hash, createdBy: 'this machine', expiresAt: new Date(Date.now() + hourMs) },
  })
  return token
}
