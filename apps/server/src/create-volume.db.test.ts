import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { key, type TestFleet, testFleet } from './testing/test-fleet.ts'

let fleet: TestFleet
let manage: string

beforeAll(async () => {
  fleet = await testFleet()
})
afterAll(() => fleet.app[Symbol.asyncDispose]())
beforeEach(async () => {
  manage = await fleet.host({ policy: { mode: 'manage' } })
})

describe('create', () => {
  test('one job per host that takes it, with its intent in the log; the others get their reason', async () => {
    const readOnly = await fleet.host()
    const revoked = await fleet.host({ policy: { mode: 'manage' }, revokedAt: new Date() })
    const { results } = await fleet.client.volumes.create.mutate({
      name: 'assets',
      hostIds: [manage, readOnly, revoked, manage],
      idempotencyKey: key(),
    })
    expect(results).toMatchObject([
      { hostId: manage, jobId: expect.any(String), error: null },
      { hostId: readOnly, jobId: null, error: expect.stringContaining('only observes') },
      { hostId: revoked, jobId: null, error: expect.stringContaining('revoked') },
    ])
    const jobs = await fleet.app.db.prisma.job.findMany({ where: { volumeName: 'assets' } })
    expect(jobs).toMatchObject([
      { kind: 'volume.create', state: 'queued', hostId: manage, requestedBy: fleet.operator.name, via: 'web' },
    ])
    const [entry] = (await fleet.client.activity.list.query({ q: 'action:volume.create subject:assets' })).rows
    expect(entry).toMatchObject({
      result: 'intent',
      actor: fleet.operator.name,
      attribution: 'A',
      details: { jobId: jobs[0]?.id },
    })
  })

  test('CV8: 20 at once for one name on one host: one job, 19 times told that one is open', async () => {
    const create = () => fleet.client.volumes.create.mutate({ name: 'contended', hostIds: [manage], idempotencyKey: key() })
    const answers = (await Promise.all(Array.from({ length: 20 }, create))).flatMap(({ results }) => results)
    expect(answers.filter(({ jobId }) => jobId !== null)).toHaveLength(1)
    expect(answers.filter(({ error }) => error?.includes('is open on'))).toHaveLength(19)
  })

  test('the same request five times at once is one job and one answer', async () => {
    const input = { name: 'at-once', hostIds: [manage], idempotencyKey: key() }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => fleet.client.volumes.create.mutate(input)))
    expect(new Set(answers.map(({ results }) => results[0]?.jobId)).size).toBe(1)
  })

  test('the same key again answers the same job; for something else it is a conflict', async () => {
    const input = { name: 'once', hostIds: [manage], idempotencyKey: key() }
    const [first] = (await fleet.client.volumes.create.mutate(input)).results
    expect((await fleet.client.volumes.create.mutate(input)).results).toEqual([first])
    await expect(fleet.client.volumes.create.mutate({ ...input, name: 'twice' })).rejects.toThrow(/used for another request/)
    const other = await fleet.app.person('operator')
    await expect(fleet.app.client(other).volumes.create.mutate(input)).rejects.toThrow(/used for another request/)
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
      const response = await fleet.app.call('volumes.create', 'mutation', input, fleet.operator)
      expect(response.status, JSON.stringify(change)).toBe(400)
      expect(await response.text()).not.toContain('canary')
    }
    expect(await fleet.app.db.prisma.job.count({ where: { hostId: manage } })).toBe(0)
  })
})

describe('cancel', () => {
  test('DS19: a queued job ends at once, a sent one is asked to stop, a running one is too late', async () => {
    const make = async (state: string) => {
      const [made] = (await fleet.client.volumes.create.mutate({ name: `c-${state}`, hostIds: [manage], idempotencyKey: key() }))
        .results
      const id = made?.jobId ?? ''
      await fleet.app.db.prisma.job.update({
        where: { id },
        data: { state, finishedAt: state === 'succeeded' ? new Date() : null },
      })
      return id
    }
    expect(await fleet.client.jobs.cancel.mutate({ id: await make('queued') })).toMatchObject({
      state: 'cancelled',
      cancellable: false,
    })
    const sent = await make('sent')
    expect(await fleet.client.jobs.cancel.mutate({ id: sent })).toMatchObject({ state: 'sent' })
    expect((await fleet.app.db.prisma.job.findUniqueOrThrow({ where: { id: sent } })).cancelAskedAt).not.toBeNull()
    await expect(fleet.client.jobs.cancel.mutate({ id: await make('running') })).rejects.toThrow(/Too late.*has begun/)
    await expect(fleet.client.jobs.cancel.mutate({ id: await make('succeeded') })).rejects.toThrow(/Too late.*has ended/)
  })
})
