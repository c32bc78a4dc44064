import { addContainer } from '@stowage/db/testing/fleet-rows'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { key, type TestFleet, testFleet, volumeFact } from './testing/test-fleet.ts'

let fleet: TestFleet
let manage: string

beforeAll(async () => {
  fleet = await testFleet()
})
afterAll(() => fleet.app[Symbol.asyncDispose]())
beforeEach(async () => {
  manage = await fleet.host({ policy: { mode: 'manage' } })
})

describe('remove', () => {
  test('an empty volume: a tick, then a job that carries what the person saw', async () => {
    const id = await fleet.volume(manage, { name: 'empty', sizeBytes: 0n })
    expect(await fleet.client.volumes.previewRemove.query({ id })).toMatchObject({ tier: 2, vetoes: [], volume: { id } })
    const ask = { id, confirm: null, understood: false, idempotencyKey: key() }
    await expect(fleet.client.volumes.remove.mutate(ask)).rejects.toThrow(/can't be undone/)
    const { jobId } = await fleet.client.volumes.remove.mutate({ ...ask, understood: true })
    const { driver, createdAt, options, labels } = volumeFact('empty')
    const job = await fleet.app.db.prisma.job.findUniqueOrThrow({ where: { id: jobId } })
    expect(job).toMatchObject({
      kind: 'volume.remove',
      params: { name: 'empty', expect: { driver, createdAt, options, labels } },
    })
    expect(await fleet.client.volumes.remove.mutate({ ...ask, understood: true })).toEqual({ jobId })
  })

  test('the same request five times at once is one job and one answer', async () => {
    const id = await fleet.volume(manage, { name: 'at-once', sizeBytes: 0n })
    const ask = { id, confirm: null, understood: true, idempotencyKey: key() }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => fleet.client.volumes.remove.mutate(ask)))
    expect(new Set(answers.map(({ jobId }) => jobId)).size).toBe(1)
  })

  test('M27: a volume that is another one than the preview showed is not asked to be removed', async () => {
    const id = await fleet.volume(manage, { name: 'other-now', sizeBytes: 0n })
    const { seen } = await fleet.client.volumes.previewRemove.query({ id })
    await fleet.app.db.prisma.volume.update({ where: { id }, data: { hash: 'f'.repeat(64) } })
    const ask = { id, confirm: null, understood: true, seen, idempotencyKey: key() }
    await expect(fleet.client.volumes.remove.mutate(ask)).rejects.toMatchObject({
      data: { httpStatus: 412, details: { code: 'changed' } },
    })
    const now = await fleet.client.volumes.previewRemove.query({ id })
    await expect(fleet.client.volumes.remove.mutate({ ...ask, seen: now.seen })).resolves.toMatchObject({
      jobId: expect.any(String),
    })
  })

  test('a walked volume without files is empty whatever its directories take; a count that was cut short is neither empty nor small', async () => {
    const walked = { sizeBytes: 4096n, sizeFiles: 0n, sizeMethod: 'du' }
    const tierOf = async (row: object) =>
      (await fleet.client.volumes.previewRemove.query({ id: await fleet.volume(manage, row) })).tier
    expect(await tierOf(walked)).toBe(2)
    expect(await tierOf({ ...walked, sizePartial: true })).toBe(3)
    expect(await tierOf({ sizeBytes: 4096n, anonymous: 'label', kind: 'anonymous', sizePartial: true })).toBe(3)
  })

  test('data or an unknown size: the name typed, and a sign-in of the last 5 minutes', async () => {
    for (const sizeBytes of [null, 1n]) {
      const id = await fleet.volume(manage, { sizeBytes })
      const { tier, volume: row } = await fleet.client.volumes.previewRemove.query({ id })
      expect(tier).toBe(3)
      const ask = { id, understood: true, idempotencyKey: key() }
      for (const confirm of [null, '', row.name.slice(0, -1)]) {
        await expect(fleet.client.volumes.remove.mutate({ ...ask, confirm })).rejects.toThrow(`Type ${row.name}`)
      }
      fleet.app.forwardMs(6 * 60_000)
      await fleet.app.db.prisma.host.update({ where: { id: manage }, data: { lastSeenAt: new Date(Date.now() + 6 * 60_000) } })
      const stale = fleet.client.volumes.remove.mutate({ ...ask, confirm: row.name })
      await expect(stale).rejects.toMatchObject({ data: { httpStatus: 412, details: { code: 'reauth' } } })
      fleet.app.forwardMs(-6 * 60_000)
      await expect(fleet.client.volumes.remove.mutate({ ...ask, confirm: row.name })).resolves.toMatchObject({
        jobId: expect.any(String),
      })
    }
  })

  test('a small anonymous volume: a tick; a larger one: its first 12 characters', async () => {
    const name = 'ab'.repeat(32)
    const anonymous = { name, anonymous: 'label', kind: 'anonymous' }
    const small = await fleet.volume(manage, { ...anonymous, sizeBytes: 1024n * 1024n })
    expect((await fleet.client.volumes.previewRemove.query({ id: small })).tier).toBe(2)
    const large = await fleet.volume(await fleet.host({ policy: { mode: 'manage' } }), {
      ...anonymous,
      sizeBytes: 1024n * 1024n + 1n,
    })
    expect((await fleet.client.volumes.previewRemove.query({ id: large })).tier).toBe(3)
    const ask = { id: large, confirm: name.slice(0, 12), understood: true, idempotencyKey: key() }
    await expect(fleet.client.volumes.remove.mutate(ask)).resolves.toMatchObject({ jobId: expect.any(String) })
  })

  test('DS21: of two who ask at once, one gets a job and the other is told', async () => {
    const id = await fleet.volume(manage, { sizeBytes: 0n })
    const ask = () => fleet.client.volumes.remove.mutate({ id, confirm: null, understood: true, idempotencyKey: key() })
    const answers = await Promise.allSettled([ask(), ask(), ask()])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await fleet.app.db.prisma.job.count({ where: { hostId: manage } })).toBe(1)
  })

  test('AZ8: rights lost between preview and removal are lost', async () => {
    const admin = await fleet.app.person('admin')
    const person = await fleet.app.person('operator')
    const id = await fleet.volume(manage, { sizeBytes: 0n })
    await fleet.app.client(person).volumes.previewRemove.query({ id })
    await fleet.app.client(admin).users.setRole.mutate({ id: person.id, role: 'viewer' })
    const ask = { id, confirm: null, understood: true, idempotencyKey: key() }
    expect((await fleet.app.call('volumes.remove', 'mutation', ask, person)).status).toBe(401)
  })

  const vetoed: Record<string, { code: string; says: RegExp; make: () => Promise<string> }> = {
    'DS2: a stopped container refers to it': {
      code: 'mounted_now',
      says: /^1 container uses used: web-1 exited on /,
      make: async () => {
        const id = await fleet.volume(manage, { name: 'used' })
        await addContainer(fleet.app.db, manage, { name: 'web-1', state: 'exited', mounts: [{ name: 'used' }] })
        return id
      },
    },
    'a job is open': {
      code: 'busy',
      says: /is open/,
      make: async () => {
        const id = await fleet.volume(manage, { name: 'busy', sizeBytes: 0n })
        await fleet.client.volumes.remove.mutate({ id, confirm: null, understood: true, idempotencyKey: key() })
        return id
      },
    },
    'AP7: the agent only observes': {
      code: 'read_only',
      says: /only observes/,
      make: async () => fleet.volume(await fleet.host()),
    },
    'DS8: the policy protects its name': {
      code: 'protected',
      says: /protect\.names \(\*-prod\)/,
      make: async () =>
        fleet.volume(await fleet.host({ policy: { mode: 'manage', protect: { names: ['*-prod'] } } }), { name: 'db-prod' }),
    },
    'A37: its label protects it': {
      code: 'protected',
      says: /label keep/,
      make: () => fleet.volume(manage, { labels: { keep: '1' } }),
    },
    'the host does not answer': {
      code: 'host_stale',
      says: /No word from the agent/,
      make: async () =>
        fleet.volume(await fleet.host({ policy: { mode: 'manage' }, lastSeenAt: new Date(Date.now() - 120_000) })),
    },
    'A33: the list of containers is not complete': {
      code: 'unknown',
      says: /incomplete/,
      make: async () =>
        fleet.volume(await fleet.host({ policy: { mode: 'manage' }, sections: { containers: { status: 'partial' } } })),
    },
    'A18: a plugin may serve it to another host': {
      code: 'unknown',
      says: /may serve it to another host/,
      make: () => fleet.volume(manage, { driver: 'rexray', kind: 'plugin', scope: 'global' }),
    },
    'it is gone': { code: 'removed', says: /was removed/, make: () => fleet.volume(manage, { removedAt: new Date() }) },
    'the host was revoked': {
      code: 'revoked',
      says: /was revoked/,
      make: async () => fleet.volume(await fleet.host({ policy: { mode: 'manage' }, revokedAt: new Date() })),
    },
  }
  test.each(Object.entries(vetoed))('is refused while %s', async (_name, { code, says, make }) => {
    const id = await make()
    const { vetoes, volume: row } = await fleet.client.volumes.previewRemove.query({ id })
    expect(vetoes).toContainEqual({ code, text: expect.stringMatching(says) })
    const jobs = await fleet.app.db.prisma.job.count({ where: { volumeName: row.name } })
    const ask = { id, confirm: row.name, understood: true, idempotencyKey: key() }
    await expect(fleet.client.volumes.remove.mutate(ask)).rejects.toMatchObject({ data: { httpStatus: 412 } })
    expect(await fleet.app.db.prisma.job.count({ where: { volumeName: row.name } })).toBe(jobs)
  })

  test('C23: the definition of an NFS volume may go; its data is said to stay', async () => {
    const id = await fleet.volume(manage, { kind: 'nfs', options: { type: 'nfs', device: ':/x', o: 'addr=nas' } })
    const { vetoes, consequences } = await fleet.client.volumes.previewRemove.query({ id })
    expect(vetoes).toEqual([])
    expect(consequences[0]).toMatch(/Only the definition.*The data stays on its server/)
  })

  test('a new volume is left out of advice, but may be removed by name: the reason is among the consequences', async () => {
    const id = await fleet.volume(manage, { firstSeenAt: new Date(), sizeBytes: 0n })
    const preview = await fleet.client.volumes.previewRemove.query({ id })
    expect(preview.vetoes).toEqual([])
    expect(preview.consequences.join()).toMatch(/First seen/)
  })
})
