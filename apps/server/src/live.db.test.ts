import { randomUUID } from 'node:crypto'
import type { AppRouter } from '@stowage/api/router'
import { notifyLive } from '@stowage/db/notify'
import { addHost, addVolume } from '@stowage/db/testing/fleet-rows'
import type { LiveChange } from '@stowage/domain/list'
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client'
import { EventSource } from 'eventsource'
import superjson from 'superjson'
import { expect, test } from 'vitest'
import { cutProxy } from './testing/cut-proxy.ts'
import { type Person, type TestServer, testServer } from './testing/test-server.ts'

test('a change on a host the caller sees arrives; on another it does not', async () => {
  await using app = await testServer()
  const viewer = await app.person('viewer', ['own-*'])
  const own = await addHost(app.db, { name: 'own-1' })
  const foreign = await addHost(app.db, { name: 'other-1' })
  using stream = await watch(app, viewer)
  const change = (hostId: string | null, id: string): LiveChange => ({ topic: 'volume', ids: [id], hostId })
  await notifyLive(app.db.pool, [change(foreign, 'f'), { topic: 'activity', ids: [], hostId: null }, change(own, 'o')])
  await expect.poll(() => stream.changes).toContainEqual(change(own, 'o'))
  expect(stream.changes.flatMap(({ ids }) => ids)).toEqual(['o'])
})

test('200 changes at once leave as few events, twice a second at most', async () => {
  await using app = await testServer()
  const viewer = await app.person('viewer')
  const hostId = await addHost(app.db)
  using stream = await watch(app, viewer)
  const ids = Array.from({ length: 200 }, () => randomUUID())
  for (const id of ids) await notifyLive(app.db.pool, [{ topic: 'volume', ids: [id], hostId }])
  await expect.poll(() => new Set(stream.changes.flatMap((change) => change.ids)).size, { timeout: 10_000 }).toBe(200)
  expect(stream.changes.length).toBeLessThan(15)
})

test('M28: a browser that missed changes reads everything again after the resume, and then holds what the database holds', async () => {
  await using app = await testServer()
  const viewer = await app.person('viewer')
  const hostId = await addHost(app.db)
  await using proxy = await cutProxy(app.url)
  using stream = await watch(app, viewer, proxy.url)
  await notifyLive(app.db.pool, [{ topic: 'volume', ids: ['seen'], hostId }])
  await expect.poll(() => stream.changes.flatMap(({ ids }) => ids)).toContain('seen')
  await proxy.cut()
  for (let n = 0; n < 200; n += 1) {
    const id = await addVolume(app.db, hostId, { name: `v${n}` })
    await notifyLive(app.db.pool, [{ topic: 'volume', ids: [id], hostId }])
  }
  await proxy.mend()
  await expect.poll(() => stream.changes.some(({ topic }) => topic === 'all'), { timeout: 15_000 }).toBe(true)
  expect((await app.client(viewer).volumes.query.query({})).total).toBe(200)
})

test('M28: changes lost between server and database are told as "everything"', async () => {
  await using app = await testServer()
  const viewer = await app.person('viewer')
  using stream = await watch(app, viewer)
  await app.db.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stowage live' AND datname = current_database()`,
  )
  await expect.poll(() => stream.changes, { timeout: 10_000 }).toContainEqual({ topic: 'all', ids: [], hostId: null })
})

test('AU8, M29: an open stream ends within 5 s of the session, and says why', async () => {
  await using app = await testServer()
  const admin = await app.person('admin')
  const [a, b, c] = [await app.person('viewer'), await app.person('viewer'), await app.person('viewer')]
  const streams = await Promise.all([a, b, c].map((person) => watch(app, person)))
  using staying = await watch(app, admin)
  const began = Date.now()
  await app.post('/auth/sign-out', {}, { cookie: a.cookie })
  await app.client(admin).users.setRole.mutate({ id: b.id, role: 'operator' })
  await app.client(admin).users.setDisabled.mutate({ id: c.id, disabled: true })
  for (const stream of streams) await expect.poll(() => stream.error, { timeout: 6_000 }).toMatch(/session has ended/)
  expect(Date.now() - began).toBeLessThan(5_500)
  expect(staying.error).toBeNull()
  for (const stream of streams) stream[Symbol.dispose]()
})

test('FA16: a stopping server cuts its streams, so that browsers go to another one', async () => {
  const secret = randomUUID() + randomUUID()
  await using app = await testServer({ secret })
  const viewer = await app.person('viewer')
  await using other = await testServer({ databaseUrl: app.db.url, secret })
  await using proxy = await cutProxy(app.url)
  using stream = await watch(app, viewer, proxy.url)
  proxy.target(other.url)
  await app.close()
  await expect.poll(() => stream.changes.some(({ topic }) => topic === 'all'), { timeout: 15_000 }).toBe(true)
})

async function watch(app: TestServer, person: Person, url = app.url) {
  const stream = { changes: [] as LiveChange[], error: null as string | null, [Symbol.dispose]: () => subscription.unsubscribe() }
  const open = Promise.withResolvers<void>()
  const client = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: `${url}/trpc`,
        transformer: superjson,
        EventSource,
        eventSourceOptions: () => ({
          fetch: (input: string | URL, init: RequestInit) =>
            fetch(input, { ...init, headers: { ...init.headers, cookie: person.cookie } }),
        }),
      }),
    ],
  })
  const subscription = client.live.changes.subscribe(undefined, {
    onStarted: () => open.resolve(),
    onData: ({ data }) => stream.changes.push(data),
    onError: (error) => {
      stream.error = error.message
    },
  })
  await open.promise
  await expect.poll(() => stream.changes).toEqual([{ topic: 'all', ids: [], hostId: null }])
  stream.changes.length = 0
  return stream
}
