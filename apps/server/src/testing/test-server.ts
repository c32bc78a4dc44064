import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { newUser } from '@stowage/api/new-user'
import { hashPassword } from '@stowage/api/password-hash'
import type { AppRouter } from '@stowage/api/router'
import { newSecretToken } from '@stowage/api/secret-token'
import { testDatabase } from '@stowage/db/testing/database'
import type { Role } from '@stowage/domain/role'
import { createTRPCClient, httpLink } from '@trpc/client'
import { pino } from 'pino'
import superjson from 'superjson'
import { type ServerOptions, startServer } from '../start-server.ts'

const pages = {
  'index.html': '<!doctype html><title>Overview</title><script>self.x=1</script>',
  'volumes.html': '<!doctype html><title>Volumes</title><p style="color:red">x</p>',
  '404.html': '<!doctype html><title>Not found</title>',
  '_next/static/app.js': 'console.log(1)',
}

export const password = 'mooring line 42'
const passwordHash = hashPassword(password)

type Credentials = { cookie?: string; token?: string }
export type Person = { id: string; name: string; email: string; role: Role; cookie: string }

/** A real server on a fresh database: `await using app = await testServer()`. Its clock can be set forward, its log read. */
export async function testServer(options: Partial<ServerOptions> = {}) {
  const db = await testDatabase()
  const dir = await mkdtemp(join(tmpdir(), 'stowage-server-'))
  for (const [name, text] of Object.entries(pages)) {
    await mkdir(dirname(join(dir, 'ui', name)), { recursive: true })
    await writeFile(join(dir, 'ui', name), text)
  }
  const logLines: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logLines.push(String(chunk))
      done()
    },
  })
  let aheadMs = 0
  const server = await startServer({
    databaseUrl: db.url,
    dataDir: join(dir, 'data'),
    staticDir: join(dir, 'ui'),
    log: pino({ level: 'debug' }, sink),
    now: () => new Date(Date.now() + aheadMs),
    ...options,
  })
  const { url } = server

  const headersOf = ({ cookie, token }: Credentials) => ({
    ...(cookie ? { cookie, origin: url } : {}),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  })
  const raw = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { redirect: 'manual', ...init })
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    raw(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...headers },
      body: JSON.stringify(body),
    })
  const signIn = (email: string, secret = password, headers: Record<string, string> = {}) =>
    post('/auth/sign-in/email', { email, password: secret }, headers)

  return {
    ...server,
    db,
    logLines,
    raw,
    post,
    signIn,
    /** Calls a procedure as the wire has it, for status and body. */
    call(path: string, type: 'query' | 'mutation', input: unknown, credentials: Credentials = {}) {
      const json = superjson.serialize(input)
      if (type === 'mutation') return post(`/trpc/${path}`, json, headersOf(credentials))
      return raw(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(json))}`, { headers: headersOf(credentials) })
    },
    client: (credentials: Credentials = {}) =>
      createTRPCClient<AppRouter>({
        links: [httpLink({ url: `${url}/trpc`, transformer: superjson, headers: headersOf(credentials) })],
      }),
    forwardMs(ms: number) {
      aheadMs += ms
    },
    /** Someone with a session of their own. */
    async person(role: Role, hostPatterns: string[] = []): Promise<Person> {
      const name = `${role}-${(await db.prisma.user.count()) + 1}`
      const email = `${name}@example.org`
      const { id } = await db.prisma.user.create({ data: newUser({ name, email, role, hostPatterns }, await passwordHash) })
      return { id, name, email, role, cookie: cookieOf(await signIn(email)) }
    },
    async token(userId: string, role: Role): Promise<string> {
      const { token, hash } = newSecretToken('stw_')
      await db.prisma.apiToken.create({ data: { name: 'test', role, tokenHash: hash, userId } })
      return token
    },
    async [Symbol.asyncDispose]() {
      await server.close()
      await db[Symbol.asyncDispose]()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

export type TestServer = Awaited<ReturnType<typeof testServer>>

/** The Cookie header that a browser would send back. */
export function cookieOf(response: Response): string {
  const cookies = response.headers.getSetCookie().filter((line) => !/max-age=0/i.test(line))
  if (!response.ok || cookies.length === 0) throw new Error(`no cookie in an answer of ${response.status}`)
  return cookies.map((line) => line.split(';', 1)[0]).join('; ')
}
