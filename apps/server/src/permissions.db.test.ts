import { procedures } from '@stowage/api/procedures'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { host, inputs, targets, uuid, volume } from './testing/procedure-inputs.ts'
import { type Person, password, type TestServer, testServer } from './testing/test-server.ts'

let app: TestServer
let callers: Record<string, Person | null>

beforeAll(async () => {
  app = await testServer()
  const scoped = ['own-*']
  callers = {
    anon: null,
    viewer: await app.person('viewer', scoped),
    operator: await app.person('operator', scoped),
    admin: await app.person('admin', scoped),
    'admin of all': await app.person('admin'),
  }
})
afterAll(() => app[Symbol.asyncDispose]())

async function ask(path: string, type: string, input: unknown, caller: Person | null): Promise<{ status: string; body: string }> {
  if (type === 'subscription') return { status: await askStream(path, caller), body: '' }
  const response = await app.call(path, type === 'mutation' ? 'mutation' : 'query', input, caller ?? {})
  const body = await response.text()
  return {
    status:
      /\.(rows|sparklines)$|^readings\.list$/.test(path) && response.ok ? `200 (${rowsIn(body)} rows)` : String(response.status),
    body,
  }
}

const rowsIn = (body: string): number =>
  z.object({ result: z.object({ data: z.object({ json: z.array(z.unknown()) }) }) }).parse(JSON.parse(body)).result.data.json
    .length

/** A stream is refused in its first event, so that browsers learn why. An open one says something at once. */
async function askStream(path: string, caller: Person | null): Promise<string> {
  const headers = { accept: 'text/event-stream', ...(caller ? { cookie: caller.cookie } : {}) }
  const { body } = await app.raw(`/trpc/${path}`, { headers })
  let text = ''
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString()
    const refused = /serialized-error[\s\S]*"httpStatus":(\d+)/.exec(text)?.[1]
    if (refused || text.includes('"topic":"all"')) return refused ?? '200'
  }
  return `ended: ${text}`
}

test('AZ1: every procedure declares a permission, and two are open to everyone', () => {
  expect(procedures.filter(({ permission }) => permission === 'public').map(({ path }) => path)).toEqual([
    'setup.status',
    'setup.complete',
  ])
  expect(procedures.length).toBeGreaterThan(30)
  for (const { path, type, permission } of procedures) {
    const reads = permission === 'see' || permission === 'public' || type === 'query'
    const own = ['me.changePassword', 'tokens.create', 'tokens.revoke', 'setup.complete'].includes(path)
    if (type === 'mutation' && !own) expect(permission, path).not.toBe('see')
    if (type !== 'mutation') expect(reads, path).toBe(true)
  }
})

test('AZ2: who may call what, on whose objects, is exactly what the matrix says', async () => {
  expect(Object.keys(inputs).sort()).toEqual(procedures.map(({ path }) => path).sort())
  const lines: string[] = []
  for (const { path, type, permission } of procedures) {
    const input = inputs[path]
    if (input === undefined) continue
    for (const target of typeof input === 'function' ? targets : (['-'] as const)) {
      const cells: string[] = []
      for (const [name, caller] of Object.entries(callers)) {
        await app.db.prisma.signInAttempt.deleteMany()
        const value =
          typeof input === 'function' && target !== '-'
            ? await input(app, target, caller)
            : typeof input === 'function'
              ? null
              : input.fixed()
        cells.push(`${name} ${(await ask(path, type, value, caller)).status}`)
      }
      lines.push(`${path.padEnd(23)} ${permission.padEnd(10)} ${target.padEnd(7)}  ${cells.join(' · ')}`)
    }
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('permissions.matrix.txt')
}, 60_000)

describe('AZ3: what is foreign is as if it did not exist', () => {
  test('same status, same body, for every procedure that takes an object', async () => {
    for (const { path, type } of procedures) {
      const input = inputs[path]
      if (typeof input !== 'function') continue
      for (const caller of [callers.operator, callers.admin]) {
        if (!caller) continue
        const foreign = await ask(path, type, await input(app, 'foreign', caller), caller)
        const random = await ask(path, type, await input(app, 'random', caller), caller)
        expect(foreign, `${path} as ${caller.name}`).toEqual(random)
      }
    }
  })

  test('a name on a foreign host, a filter and a search find nothing; counts do not tell', async () => {
    const id = await volume(app, 'foreign')
    const row = await app.db.prisma.volume.update({ where: { id }, data: { name: 'canary-volume' }, include: { host: true } })
    const viewer = callers.viewer ?? undefined
    const client = app.client(viewer)
    const foreign = await app.call('volumes.get', 'query', { host: row.host.name, name: row.name }, viewer)
    const none = await app.call('volumes.get', 'query', { host: 'no-such-host', name: 'nothing' }, viewer)
    expect([foreign.status, await foreign.text()]).toEqual([none.status, await none.text()])
    expect(await client.volumes.query.query({ q: 'canary', removed: true })).toMatchObject({ refs: '', total: 0 })
    expect(await client.volumes.query.query({ q: '', scope: `host:${row.host.name}` })).toMatchObject({ refs: '', total: 0 })
    expect((await client.search.find.query({ q: 'canary' })).volumes).toEqual([])
    const names = (await client.hosts.list.query({})).map(({ name }) => name)
    expect(names.every((name) => name.startsWith('own-'))).toBe(true)
    expect((await client.overview.get.query({})).hosts.total).toBe(names.length)
  })
})

test('AZ6: options reach a viewer as the agent redacted them', async () => {
  const id = await volume(app, 'own')
  const options = { type: 'cifs', o: 'username=u,password=•••', device: '//nas/x' }
  await app.db.prisma.volume.update({ where: { id }, data: { options } })
  const caller = callers.viewer ?? undefined
  const [row] = await app.client(caller).volumes.rows.query({ ids: [id] })
  expect(row?.options).toEqual(options)
})

test('AZ7: role, owner, scopes and creator are no input of anything, and nothing changes', async () => {
  const caller = callers.operator
  if (!caller) throw new Error('no operator')
  const before = await app.db.prisma.user.findUniqueOrThrow({ where: { id: caller.id } })
  const target = await host(app, 'own')
  for (const extra of [
    { role: 'admin' },
    { ownerId: 'x' },
    { scopes: ['*'] },
    { createdBy: 'x' },
    { hostPatterns: [] },
    { requestedById: 'x' },
  ]) {
    const create = { name: 'fresh', hostIds: [target], idempotencyKey: uuid(), ...extra }
    expect((await app.call('volumes.create', 'mutation', create, caller)).status).toBe(400)
    const change = { current: password, next: 'a quite different one', ...extra }
    expect((await app.call('me.changePassword', 'mutation', change, caller)).status).toBe(400)
    expect((await app.call('me.get', 'query', extra, caller)).status).toBe(400)
    expect((await app.call('volumes.query', 'query', extra, caller)).status).toBe(400)
    expect((await app.call('volumes.measure', 'mutation', { hostId: target, ...extra }, caller)).status).toBe(400)
    expect((await app.call('readings.list', 'query', { open: true, ...extra }, caller)).status).toBe(400)
  }
  expect(await app.db.prisma.user.findUniqueOrThrow({ where: { id: caller.id } })).toEqual(before)
  expect(await app.db.prisma.job.count({ where: { hostId: target } })).toBe(0)
  expect(await app.db.prisma.reading.count({ where: { hostId: target } })).toBe(0)
})
