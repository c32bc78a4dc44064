import { randomUUID } from 'node:crypto'
import type { Prisma } from '@stowage/db/generated/client'
import { addContainer, addHost, addVolume } from '@stowage/db/testing/fleet-rows'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, type TestServer, testServer } from './testing/test-server.ts'

let app: TestServer
let operator: Person
let manage: string
const key = () => randomUUID()

beforeAll(async () => {
  app = await testServer()
  operator = await app.person('operator')
})
afterAll(() => app[Symbol.asyncDispose]())
beforeEach(async () => {
  manage = await host({ policy: { mode: 'manage' } })
})

async function host(change: Parameters<typeof addHost>[1] = {}): Promise<string> {
  const now = new Date()
  const id = await addHost(app.db, { lastSeenAt: now, ...change })
  await app.db.prisma.hostSection.updateMany({ where: { hostId: id }, data: { collectedAt: now } })
  return id
}

const fact = (name: string) => ({
  ...{ name, driver: 'local', scope: 'local', kind: 'named', mountpoint: '/m', options: {}, labels: { a: 'b' }, anonymous: null },
  ...{ project: null, createdAt: '2026-01-02T03:04:05.678Z', problem: null },
})
const volume = (hostId: string, change: Partial<Prisma.VolumeCreateManyInput> = {}) => {
  const name = change.name ?? `v-${randomUUID().slice(0, 8)}`
  return addVolume(app.db, hostId, { name, fact: fact(name), ...change })
}
const client = () => app.client(operator)

describe('create', () => {
  test('one job per host that takes it, with its intent in the log; the others get their reason', async () => {
    const readOnly = await host()
    const revoked = await host({ policy: { mode: 'manage' }, revokedAt: new Date() })
    const { results } = await client().volumes.create.mutate({
      name: 'assets',
      hostIds: [manage, readOnly, revoked, manage],
      idempotencyKey: key(),
    })
    expect(results).toMatchObject([
      { hostId: manage, jobId: expect.any(String), error: null },
      { hostId: readOnly, jobId: null, error: expect.stringContaining('only observes') },
      { hostId: revoked, jobId: null, error: expect.stringContaining('revoked') },
    ])
    const jobs = await app.db.prisma.job.findMany({ where: { volumeName: 'assets' } })
    expect(jobs).toMatchObject([
      { kind: 'volume.create', state: 'queued', hostId: manage, requestedBy: operator.name, via: 'web' },
    ])
    const [entry] = (await client().activity.list.query({ q: 'action:volume.create subject:assets' })).rows
    expect(entry).toMatchObject({ result: 'intent', actor: operator.name, attribution: 'A', details: { jobId: jobs[0]?.id } })
  })

  test('CV8: 20 at once for one name on one host: one job, 19 times told that one is open', async () => {
    const create = () => client().volumes.create.mutate({ name: 'contended', hostIds: [manage], idempotencyKey: key() })
    const answers = (await Promise.all(Array.from({ length: 20 }, create))).flatMap(({ results }) => results)
    expect(answers.filter(({ jobId }) => jobId !== null)).toHaveLength(1)
    expect(answers.filter(({ error }) => error?.includes('is open on'))).toHaveLength(19)
  })

  test('the same key again answers the same job; for something else it is a conflict', async () => {
    const input = { name: 'once', hostIds: [manage], idempotencyKey: key() }
    const [first] = (await client().volumes.create.mutate(input)).results
    expect((await client().volumes.create.mutate(input)).results).toEqual([first])
    await expect(client().volumes.create.mutate({ ...input, name: 'twice' })).rejects.toThrow(/used for another request/)
    const other = await app.person('operator')
    await expect(app.client(other).volumes.create.mutate(input)).rejects.toThrow(/used for another request/)
  })

  test('CV6, C5: names and options that the engine would refuse or misread are 400 at their field, and nothing is made', async () => {
    const bad = [
      ...['a', '-x', 'a b', 'a/b', '../x', 'é', '<script>', 'n'.repeat(256), 'a\0b'].map((name) => ({ name })),
      { options: { type: 'nfs' } },
      { options: { colour: 'red' } },
      { options: { type: 'cifs', device: '//nas/x', o: 'password=canary' } },
      { labels: { 'com.docker.compose.project': 'x' } },
    ]
    for (const change of bad) {
      const input = { name: 'fine', hostIds: [manage], idempotencyKey: key(), ...change }
      const response = await app.call('volumes.create', 'mutation', input, operator)
      expect(response.status, JSON.stringify(change)).toBe(400)
      expect(await response.text()).not.toContain('canary')
    }
    expect(await app.db.prisma.job.count({ where: { hostId: manage } })).toBe(0)
  })
})

describe('remove', () => {
  test('an empty volume: a tick, then a job that carries what the person saw', async () => {
    const id = await volume(manage, { name: 'empty', sizeBytes: 0n })
    expect(await client().volumes.previewRemove.query({ id })).toMatchObject({ tier: 2, vetoes: [], volume: { id } })
    const ask = { id, confirm: null, understood: false, idempotencyKey: key() }
    await expect(client().volumes.remove.mutate(ask)).rejects.toThrow(/can't be undone/)
    const { jobId } = await client().volumes.remove.mutate({ ...ask, understood: true })
    const { driver, createdAt, options, labels } = fact('empty')
    const job = await app.db.prisma.job.findUniqueOrThrow({ where: { id: jobId } })
    expect(job).toMatchObject({
      kind: 'volume.remove',
      params: { name: 'empty', expect: { driver, createdAt, options, labels } },
    })
    expect(await client().volumes.remove.mutate({ ...ask, understood: true })).toEqual({ jobId })
  })

  test('data or an unknown size: the name typed, and a sign-in of the last 5 minutes', async () => {
    for (const sizeBytes of [null, 1n]) {
      const id = await volume(manage, { sizeBytes })
      const { tier, volume: row } = await client().volumes.previewRemove.query({ id })
      expect(tier).toBe(3)
      const ask = { id, understood: true, idempotencyKey: key() }
      for (const confirm of [null, '', row.name.slice(0, -1)]) {
        await expect(client().volumes.remove.mutate({ ...ask, confirm })).rejects.toThrow(`Type ${row.name}`)
      }
      app.forwardMs(6 * 60_000)
      await app.db.prisma.host.update({ where: { id: manage }, data: { lastSeenAt: new Date(Date.now() + 6 * 60_000) } })
      const stale = client().volumes.remove.mutate({ ...ask, confirm: row.name })
      await expect(stale).rejects.toMatchObject({ data: { httpStatus: 412, details: { code: 'reauth' } } })
      app.forwardMs(-6 * 60_000)
      await expect(client().volumes.remove.mutate({ ...ask, confirm: row.name })).resolves.toMatchObject({
        jobId: expect.any(String),
      })
    }
  })

  test('a small anonymous volume: a tick; a larger one: its first 12 characters', async () => {
    const name = 'ab'.repeat(32)
    const anonymous = { name, anonymous: 'label', kind: 'anonymous' }
    const small = await volume(manage, { ...anonymous, sizeBytes: 1024n * 1024n })
    expect((await client().volumes.previewRemove.query({ id: small })).tier).toBe(2)
    const large = await volume(await host({ policy: { mode: 'manage' } }), { ...anonymous, sizeBytes: 1024n * 1024n + 1n })
    expect((await client().volumes.previewRemove.query({ id: large })).tier).toBe(3)
    const ask = { id: large, confirm: name.slice(0, 12), understood: true, idempotencyKey: key() }
    await expect(client().volumes.remove.mutate(ask)).resolves.toMatchObject({ jobId: expect.any(String) })
  })

  test('DS21: of two who ask at once, one gets a job and the other is told', async () => {
    const id = await volume(manage, { sizeBytes: 0n })
    const ask = () => client().volumes.remove.mutate({ id, confirm: null, understood: true, idempotencyKey: key() })
    const answers = await Promise.allSettled([ask(), ask(), ask()])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await app.db.prisma.job.count({ where: { hostId: manage } })).toBe(1)
  })

  test('AZ8: rights lost between preview and removal are lost', async () => {
    const admin = await app.person('admin')
    const person = await app.person('operator')
    const id = await volume(manage, { sizeBytes: 0n })
    await app.client(person).volumes.previewRemove.query({ id })
    await app.client(admin).users.setRole.mutate({ id: person.id, role: 'viewer' })
    const ask = { id, confirm: null, understood: true, idempotencyKey: key() }
    expect((await app.call('volumes.remove', 'mutation', ask, person)).status).toBe(401)
  })

  const vetoed: Record<string, { code: string; says: RegExp; make: () => Promise<string> }> = {
    'DS2: a stopped container refers to it': {
      code: 'mounted_now',
      says: /^1 container uses used: web-1 exited on /,
      make: async () => {
        const id = await volume(manage, { name: 'used' })
        await addContainer(app.db, manage, { name: 'web-1', state: 'exited', mounts: [{ name: 'used' }] })
        return id
      },
    },
    'a job is open': {
      code: 'busy',
      says: /is open/,
      make: async () => {
        const id = await volume(manage, { name: 'busy', sizeBytes: 0n })
        await client().volumes.remove.mutate({ id, confirm: null, understood: true, idempotencyKey: key() })
        return id
      },
    },
    'AP7: the agent only observes': { code: 'read_only', says: /only observes/, make: async () => volume(await host()) },
    'DS8: the policy protects its name': {
      code: 'protected',
      says: /protect\.names \(\*-prod\)/,
      make: async () => volume(await host({ policy: { mode: 'manage', protect: { names: ['*-prod'] } } }), { name: 'db-prod' }),
    },
    'A37: its label protects it': {
      code: 'protected',
      says: /label keep/,
      make: () => volume(manage, { labels: { keep: '1' } }),
    },
    'the host does not answer': {
      code: 'host_stale',
      says: /No word from the agent/,
      make: async () => volume(await host({ policy: { mode: 'manage' }, lastSeenAt: new Date(Date.now() - 120_000) })),
    },
    'A33: the list of containers is not complete': {
      code: 'unknown',
      says: /incomplete/,
      make: async () => volume(await host({ policy: { mode: 'manage' }, sections: { containers: { status: 'partial' } } })),
    },
    'A18: a plugin may serve it to another host': {
      code: 'unknown',
      says: /may serve it to another host/,
      make: () => volume(manage, { driver: 'rexray', kind: 'plugin', scope: 'global' }),
    },
    'it is gone': { code: 'removed', says: /was removed/, make: () => volume(manage, { removedAt: new Date() }) },
    'the host was revoked': {
      code: 'revoked',
      says: /was revoked/,
      make: async () => volume(await host({ policy: { mode: 'manage' }, revokedAt: new Date() })),
    },
  }
  test.each(Object.entries(vetoed))('is refused while %s', async (_name, { code, says, make }) => {
    const id = await make()
    const { vetoes, volume: row } = await client().volumes.previewRemove.query({ id })
    expect(vetoes).toContainEqual({ code, text: expect.stringMatching(says) })
    const jobs = await app.db.prisma.job.count({ where: { volumeName: row.name } })
    const ask = { id, confirm: row.name, understood: true, idempotencyKey: key() }
    await expect(client().volumes.remove.mutate(ask)).rejects.toMatchObject({ data: { httpStatus: 412 } })
    expect(await app.db.prisma.job.count({ where: { volumeName: row.name } })).toBe(jobs)
  })

  test('C23: the definition of an NFS volume may go; its data is said to stay', async () => {
    const id = await volume(manage, { kind: 'nfs', options: { type: 'nfs', device: ':/x', o: 'addr=nas' } })
    const { vetoes, consequences } = await client().volumes.previewRemove.query({ id })
    expect(vetoes).toEqual([])
    expect(consequences[0]).toMatch(/Only the definition.*The data stays on its server/)
  })

  test('a new volume is left out of advice, but may be removed by name: the reason is among the consequences', async () => {
    const id = await volume(manage, { firstSeenAt: new Date(), sizeBytes: 0n })
    const preview = await client().volumes.previewRemove.query({ id })
    expect(preview.vetoes).toEqual([])
    expect(preview.consequences.join()).toMatch(/First seen/)
  })
})

describe('cancel', () => {
  test('DS19: a queued job ends at once, a sent one is asked to stop, a running one is too late', async () => {
    const make = async (state: string) => {
      const [made] = (await client().volumes.create.mutate({ name: `c-${state}`, hostIds: [manage], idempotencyKey: key() }))
        .results
      const id = made?.jobId ?? ''
      await app.db.prisma.job.update({ where: { id }, data: { state, finishedAt: state === 'succeeded' ? new Date() : null } })
      return id
    }
    expect(await client().jobs.cancel.mutate({ id: await make('queued') })).toMatchObject({
      state: 'cancelled',
      cancellable: false,
    })
    const sent = await make('sent')
    expect(await client().jobs.cancel.mutate({ id: sent })).toMatchObject({ state: 'sent' })
    expect((await app.db.prisma.job.findUniqueOrThrow({ where: { id: sent } })).cancelAskedAt).not.toBeNull()
    await expect(client().jobs.cancel.mutate({ id: await make('running') })).rejects.toThrow(/Too late.*has begun/)
    await expect(client().jobs.cancel.mutate({ id: await make('succeeded') })).rejects.toThrow(/Too late.*has ended/)
  })
})
