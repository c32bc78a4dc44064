import type { Actor } from '@stowage/api/actor'
import { tokenActor } from '@stowage/api/token-actor'
import type { Database } from '@stowage/db/client'
import { AppError } from '@stowage/domain/app-error'
import type { FastifyRequest } from 'fastify'
import type { Auth } from './auth.ts'

/** Who calls. An API token in the Authorization header wins over a cookie; a token anywhere else is none (AU14). */
export async function requestActor(request: FastifyRequest, auth: Auth, db: Database, now: Date): Promise<Actor | null> {
  const { authorization, cookie } = request.headers
  if (authorization !== undefined) return tokenActor(db.prisma, bearerToken(request), now)
  return cookie === undefined ? null : auth.actorOf(cookie)
}

/** The API token of a call. Throws `unauthorized` when there is none. */
export function bearerToken({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const token = /^Bearer (stw_[A-Za-z0-9_-]{20,100})$/i.exec(headers.authorization ?? '')?.[1]
  if (!token) throw new AppError('unauthorized', 'The Authorization header holds no API token (Bearer stw_…).')
  return token
}
