import type { Actor } from '@stowage/api/actor'
import { hashPassword, verifyPassword } from '@stowage/api/password-hash'
import type { Database } from '@stowage/db/client'
import { Role } from '@stowage/domain/role'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { z } from 'zod'

const sessionS = 7 * 24 * 3600
const hostCookie = '__Host-stowage'
const plainCookie = 'stowage'

export type SignIn = { email: string; password: string; rememberMe: boolean; userAgent: string; address: string }

export interface Auth {
  /** Makes a session and answers its Set-Cookie values; null when e-mail and password do not fit or the person is disabled. */
  signIn(input: SignIn): Promise<{ cookies: string[]; userId: string } | null>
  /** Ends the session of this Cookie header and answers the Set-Cookie values that delete it. */
  signOut(cookie: string): Promise<string[]>
  /** Who holds the session of this Cookie header. */
  actorOf(cookie: string): Promise<Actor | null>
}

type Options = {
  db: Database
  secret: string /** False: cookies for plain HTTP, which any machine on the way can read. */
  secure: boolean
}

/** better-auth for sessions and passwords on our tables. Only what `auth-routes.ts` calls is reachable: none of its own routes is mounted. */
export function createAuth({ db, secret, secure }: Options): Auth {
  const attributes = { secure, sameSite: 'strict', path: '/', httpOnly: true } as const
  const auth = betterAuth({
    baseURL: 'http://localhost',
    secret,
    database: prismaAdapter(db.prisma, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: 1024,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(password, hash) },
    },
    user: {
      additionalFields: {
        role: { type: 'string', input: false },
        hostPatterns: { type: 'string[]', input: false },
        disabledAt: { type: 'date', input: false, required: false },
      },
    },
    // No sliding expiry and no cached copy in a cookie: the row is asked each time, so that ending it ends it (AU8).
    session: { expiresIn: sessionS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    databaseHooks: { session: { create: { before: async ({ userId }) => enabled(db, userId) } } },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: { name: secure ? hostCookie : plainCookie, attributes },
        dont_remember: { name: secure ? `${hostCookie}-brief` : `${plainCookie}-brief`, attributes },
      },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })

  return {
    async signIn({ email, password, rememberMe, userAgent, address }) {
      const headers = new Headers({ 'user-agent': userAgent.slice(0, 500), 'x-forwarded-for': address })
      const response = await auth.api.signInEmail({ body: { email, password, rememberMe }, headers, asResponse: true })
      if (response.status >= 500) throw new Error(`better-auth answered ${response.status} to a sign-in`)
      if (!response.ok) return null
      const { user } = z.object({ user: z.object({ id: z.string() }) }).parse(await response.json())
      return { cookies: response.headers.getSetCookie(), userId: user.id }
    },
    async signOut(cookie) {
      const response = await auth.api.signOut({ headers: new Headers({ cookie }), asResponse: true })
      return response.headers.getSetCookie()
    },
    async actorOf(cookie) {
      if (!cookie.includes(secure ? hostCookie : plainCookie)) return null
      const found = await auth.api.getSession({ headers: new Headers({ cookie }) })
      if (!found || found.user.disabledAt) return null
      const { session, user } = found
      return {
        type: 'user',
        userId: user.id,
        name: user.name,
        email: user.email,
        role: Role.parse(user.role),
        hostPatterns: z.array(z.string()).parse(user.hostPatterns),
        via: 'web',
        sessionId: session.id,
        signedInAt: session.createdAt,
        tokenId: null,
      }
    },
  }
}

async function enabled(db: Database, userId: string): Promise<boolean> {
  return (await db.prisma.user.count({ where: { id: userId, disabledAt: null } })) > 0
}
