import { type Person, recordActivity } from '@stowage/api/record-activity'
import { admitSignIn, clearSignInFailures } from '@stowage/api/sign-in-backoff'
import type { Database } from '@stowage/db/client'
import { AppError } from '@stowage/domain/app-error'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Auth, SignIn } from './auth.ts'
import { keepsSecureCookies } from './request-origin.ts'
import { slowLane } from './slow-lane.ts'

const SignInBody = z.strictObject({
  email: z
    .email()
    .max(254)
    .transform((email) => email.toLowerCase()),
  password: z.string().min(1).max(1024),
  /** False: the cookie ends with the browser. */
  rememberMe: z.boolean().default(true),
})

type Options = { db: Database; authFor: (request: FastifyRequest) => Auth; insecureHttp: boolean; now: () => Date }

/** Hashing runs on the few threads that look up files and names too: a crowd that signs in must leave some of them free. */
const signIns = slowLane({ atOnce: 2, waitingMax: 30 })

/** Signing in and out. All checks of origin and content type came before. */
export async function authRoutes(app: FastifyInstance, { db, authFor, insecureHttp, now }: Options): Promise<void> {
  app.post('/auth/sign-in/email', async (request, reply) => {
    if (!insecureHttp && !keepsSecureCookies(request)) {
      throw new AppError(
        'forbidden',
        'Passwords are not taken over plain HTTP. Open Stowage by https, or on the server itself as http://localhost.',
      )
    }
    const parsed = SignInBody.safeParse(request.body)
    if (!parsed.success) throw new AppError('bad_request', 'Send an e-mail address and a password, both as text.')
    const address = request.ip
    const userAgent = request.headers['user-agent'] ?? ''
    if (signIns.isFull()) {
      throw new AppError('too_many_requests', 'Too many people sign in at once. Try again in a few seconds.', {
        retryAfterSeconds: 5,
      })
    }
    const asked = { ...parsed.data, address, userAgent }
    const done = await signIns.run(() => signIn(db, authFor(request), asked, now()))
    // A session that the browser brought along ends here: nobody goes on under an id from before the sign-in (AU10).
    if (request.headers.cookie) await authFor(request).signOut(request.headers.cookie)
    reply.header('set-cookie', done.cookies)
    return { ok: true }
  })

  app.post('/auth/sign-out', async (request, reply) => {
    const cookie = request.headers.cookie ?? ''
    const actor = await authFor(request).actorOf(cookie)
    reply.header('set-cookie', await authFor(request).signOut(cookie))
    if (actor) {
      const { userId, email, name } = actor
      const text = `${name} signed out.`
      await recordActivity(db.prisma, actor, {
        action: 'user.sign-out',
        subjectKind: 'user',
        subjectId: userId,
        subject: email,
        text,
      })
    }
    return { ok: true }
  })

  app.all('/auth/*', async () => {
    throw new AppError('not_found', 'There is nothing here.')
  })
}

async function signIn(db: Database, auth: Auth, input: SignIn, now: Date): Promise<{ cookies: string[] }> {
  await admitSignIn(db.prisma, input.email, now)
  const done = await auth.signIn(input)
  if (!done) throw new AppError('unauthorized', 'E-mail or password is not right.')
  await clearSignInFailures(db.prisma, input.email)
  const user = await db.prisma.user.findUniqueOrThrow({ where: { id: done.userId }, select: { name: true } })
  const who: Person = { type: 'user', userId: done.userId, name: user.name, via: 'web' }
  const text = `${user.name} signed in from ${input.address}.`
  await recordActivity(db.prisma, who, {
    action: 'user.sign-in',
    subjectKind: 'user',
    subjectId: done.userId,
    subject: input.email,
    text,
  })
  return done
}
