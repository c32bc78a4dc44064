import { randomUUID } from 'node:crypto'
import { AppError } from '@stowage/domain/app-error'
import type { HostPolicy } from '@stowage/domain/host-policy'
import type { Database } from '../client.ts'
import { notifyJobs, notifyLive } from '../notify.ts'
import { storableText } from '../storable.ts'
import { inTransaction } from '../transaction.ts'
import { keepPolicy } from './keep-policy.ts'

export type OpenSession = {
  hostId: string
  nonce: string
  tokenHash: string
  epoch: string
  agentVersion: string
  policy: HostPolicy
  policyProblem: string | null
  clockOffsetMs: number
  now: Date
}

const sessionMs = 24 * 3_600_000
/** Rows of earlier sessions stay as long as their nonces could be shown again. */
const nonceMsMax = 600_000

/**
 * Opens the host's one session: the newest wins, every older one is fenced off, its job stream ends at once. Throws `forbidden` when the
 * host was revoked and `unauthorized` when the nonce was used before.
 */
export function openSession(
  { pool }: Pick<Database, 'pool'>,
  session: OpenSession,
): Promise<{ known: { epoch: string; rev: number } | null }> {
  const { hostId, now } = session
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{
      name: string
      epoch: string | null
      rev: number
      revokedAt: Date | null
      policy: unknown
      isNew: boolean
    }>('SELECT name, epoch, rev, "revokedAt", policy, "sessionId" IS NULL AS "isNew" FROM host WHERE id = $1 FOR NO KEY UPDATE', [
      hostId,
    ])
    const [host] = rows
    if (!host) throw new AppError('unauthorized', 'This host is not known here. Enrol it again.')
    if (host.revokedAt) throw new AppError('forbidden', 'This host was revoked.')
    const id = randomUUID()
    const { rowCount } = await client.query(
      `INSERT INTO agent_session (id, "hostId", "tokenHash", nonce, epoch, "createdAt", "expiresAt") VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (nonce) DO NOTHING`,
      [id, hostId, session.tokenHash, session.nonce, session.epoch, now, new Date(now.getTime() + sessionMs)],
    )
    if (rowCount === 0) throw new AppError('unauthorized', 'This challenge was answered before. Ask for a new one.')
    await client.query('DELETE FROM agent_session WHERE "hostId" = $1 AND "createdAt" < $2', [
      hostId,
      new Date(now.getTime() - nonceMsMax),
    ])
    await client.query(
      `UPDATE host SET "sessionId" = $2, "streamId" = NULL, "agentVersion" = $3, "clockOffsetMs" = $4, "lastSeenAt" = GREATEST("lastSeenAt", $5) WHERE id = $1`,
      [hostId, id, storableText(session.agentVersion), session.clockOffsetMs, now],
    )
    await keepPolicy(client, { ...host, id: hostId }, session, !host.isNew)
    await notifyJobs(client, hostId)
    await notifyLive(client, [{ topic: 'host', ids: [hostId], hostId }])
    return { known: host.epoch === null ? null : { epoch: host.epoch, rev: host.rev } }
  })
}
