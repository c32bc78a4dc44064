import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { LiveChange } from '@stowage/domain/list'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openLive } from './live.ts'
import { liveChannel, notifyJobs, notifyLive } from './notify.ts'
import { type TestDatabase, testDatabase } from './testing/database.ts'
import { inTransaction } from './transaction.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

function listening(options?: Parameters<typeof openLive>[1], url = db.url) {
  const live = openLive(url, options)
  const heard: (LiveChange | 'overflow')[] = []
  live.listen({ change: (change) => heard.push(change), overflow: () => heard.push('overflow') })
  return { live, heard, [Symbol.asyncDispose]: live.close }
}

const change: LiveChange = { topic: 'volume', ids: ['a'], hostId: 'h' }
const cut = (where: string) =>
  db.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND ${where}`)
const theListener = `application_name = 'stowage live'`

test('a change is heard when its transaction commits, and never when it does not', async () => {
  await using live = listening()
  await vi.waitFor(() => expect(live.heard).toEqual(['overflow']))
  await expect(
    inTransaction(db.pool, async (client) => {
      await notifyLive(client, [{ ...change, ids: ['never'] }])
      throw new Error('rolled back')
    }),
  ).rejects.toThrow('rolled back')
  await db.pool.query('SELECT pg_notify($1, $2)', [liveChannel, 'not a change'])
  await notifyLive(db.pool, [change])
  await vi.waitFor(() => expect(live.heard).toEqual(['overflow', change]))
})

test('a change that names too much for one notice widens to everything of its host', async () => {
  await using live = listening()
  await vi.waitFor(() => expect(live.heard).toEqual(['overflow']))
  await notifyLive(db.pool, [{ ...change, ids: Array.from({ length: 1000 }, () => crypto.randomUUID()) }])
  await vi.waitFor(() => expect(live.heard).toEqual(['overflow', { topic: 'all', ids: [], hostId: 'h' }]))
})

test('M22: when the listening connection is killed, it comes back, and everyone is told to look again', async () => {
  await using live = listening({ retryMsMax: 50 })
  let wakes = 0
  live.live.onJobs('h', () => {
    wakes += 1
  })
  await vi.waitFor(() => expect(live.heard).toEqual(['overflow']))
  await cut(theListener)
  await vi.waitFor(() => expect(live.heard).toEqual(['overflow', 'overflow']))
  expect(wakes).toBe(2)
  await notifyJobs(db.pool, 'h')
  await notifyJobs(db.pool, 'another')
  await notifyLive(db.pool, [change])
  await vi.waitFor(() => expect(live.heard.at(-1)).toEqual(change))
  expect(wakes).toBe(3)
})

/** A way to the database that can stop carrying anything while every connection stays open. */
async function freezableProxy(target: URL) {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    near.pipe(far)
    far.pipe(near)
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(target)
  const address = server.address()
  url.port = String(typeof address === 'object' ? address?.port : '')
  return {
    url: url.href,
    freeze: () => {
      for (const socket of sockets) socket.unpipe()
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

test('M22: a connection that lives but carries no notices, as behind some poolers, is noticed by its own pulse', async () => {
  await using proxy = await freezableProxy(new URL(db.url))
  await using live = listening({ pulseMs: 30, answerMs: 300, retryMsMax: 50 }, proxy.url)
  await vi.waitFor(() => expect(live.heard).toEqual(['overflow']))
  proxy.freeze()
  await vi.waitFor(() => expect(live.heard).toEqual(['overflow', 'overflow']), { timeout: 10_000 })
  await notifyLive(db.pool, [change])
  await vi.waitFor(() => expect(live.heard).toContainEqual(change))
})
