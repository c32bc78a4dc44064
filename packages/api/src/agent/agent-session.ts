import { type AgentSession, findSession } from '@stowage/db/agents/find-session'
import { AppError } from '@stowage/domain/app-error'
import { secretTokenHash } from '../secret-token.ts'
import type { AgentContext } from './context.ts'

const bearer = /^Bearer ([A-Za-z0-9_-]{20,200})$/

/** The session whose token a call carries. Throws `unauthorized` for none and `forbidden` for that of a revoked host. */
export async function agentSession({
  db,
  authorization,
  now,
}: Pick<AgentContext, 'authorization' | 'db' | 'now'>): Promise<AgentSession> {
  const token = bearer.exec(authorization ?? '')?.[1]
  if (token === undefined) throw new AppError('unauthorized', 'Say hello first.')
  return findSession(db, secretTokenHash(token), now())
}
