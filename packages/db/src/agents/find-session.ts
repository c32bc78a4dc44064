import { AppError } from '@stowage/domain/app-error'
import type { Database } from '../client.ts'

export type AgentSession = { sessionId: string; hostId: string; hostName: string }

type Row = AgentSession & { revoked: boolean; isNewest: boolean; isExpired: boolean }

/** The session of a token. Throws `forbidden` when its host was revoked, `unauthorized` when a newer session or its end made it void. */
export async function findSession({ pool }: Pick<Database, 'pool'>, tokenHash: string, now: Date): Promise<AgentSession> {
  const { rows } = await pool.query<Row>(
    `SELECT session.id AS "sessionId", host.id AS "hostId", host.name AS "hostName", host."revokedAt" IS NOT NULL AS revoked,
       host."sessionId" IS NOT DISTINCT FROM session.id AS "isNewest", session."expiresAt" <= $2 AS "isExpired"
     FROM agent_session AS session JOIN host ON host.id = session."hostId" WHERE session."tokenHash" = $1`,
    [tokenHash, now],
  )
  const [row] = rows
  if (row?.revoked) throw new AppError('forbidden', 'This host was revoked.')
  if (!row?.isNewest || row.isExpired) throw new AppError('unauthorized', 'The session is gone. Say hello again.')
  return { sessionId: row.sessionId, hostId: row.hostId, hostName: row.hostName }
}
