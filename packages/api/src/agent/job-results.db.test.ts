import { type TestDatabase, testDatabase } from '@stowage/db/testing/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestReplica, testAgent, testReplica, testStream } from './test-agent.ts'
import { created, testJobs } from './test-jobs.ts'

let db: TestDatabase
let replica: TestReplica
beforeAll(async () => {
  db = await testDatabase()
  replica = testReplica(db)
})
afterAll(() => db[Symbol.asyncDispose]())

const { newJob, jobOf, log } = testJobs(() => db)

test('a job goes to its host, its stages are kept, and its end is logged in the name of the person who asked', async () => {
  const agent = await testAgent(db, replica)
  const other = await testAgent(db, replica)
  const [session, foreign] = [await agent.hello(), await other.hello()]
  await using stream = await testStream(session)
  const jobId = await newJob(agent)
  const order = await stream.job()
  expect(order).toMatchObject({ id: jobId, attempt: 1, probe: false, spec: { kind: 'volume.create', params: { name: 'data' } } })
  expect(await jobOf(jobId)).toMatchObject({ state: 'sent', attempt: 1 })

  await session.call().progress({ jobId, attempt: 1, stage: 'creating' })
  await session.call().progress({ jobId, attempt: 0, stage: 'removing' })
  await foreign.call().progress({ jobId, attempt: 1, stage: 'removing' })
  expect(await jobOf(jobId)).toMatchObject({ state: 'running', stage: 'creating' })

  expect(await foreign.call().result({ jobId, attempt: 1, result: created })).toEqual({ accepted: false })
  expect(await session.call().result({ jobId, attempt: 1, result: created })).toEqual({ accepted: true })
  expect(await jobOf(jobId)).toMatchObject({ state: 'succeeded', stage: 'done', code: 'created', message: created.message })
  expect(await log(agent)).toEqual(['volume.create ok Ann'])
  expect(await db.prisma.activity.count({ where: { action: 'agent.identity_mismatch', hostId: other.hostId } })).toBe(1)
})

test('M34: what the agent found comes through with its code: a taken name is a conflict, an equal volume changes nothing', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  await using stream = await testStream(session)
  const cases = [
    [{ outcome: 'failed', code: 'exists', message: 'A volume "data" exists with other options.' }, 'failed', 'failed'],
    [{ outcome: 'succeeded', code: 'already_there', message: 'An equal volume was there.' }, 'succeeded', 'skipped'],
    [{ outcome: 'refused', code: 'policy', message: 'The policy says read-only.' }, 'refused', 'denied'],
    [{ outcome: 'not_done', code: 'interrupted', message: 'Nothing was changed.' }, 'failed', 'failed'],
  ] as const
  for (const [result, state, logged] of cases) {
    const jobId = await newJob(agent)
    replica.wake(agent.hostId)
    const { attempt } = await stream.job()
    await session.call().result({ jobId, attempt, result: { ...result, details: {} } })
    expect(await jobOf(jobId)).toMatchObject({ state, code: result.code, message: result.message })
    expect((await log(agent)).at(-1)).toBe(`volume.create ${logged} Ann`)
  }
})

test('M5, FA6, M7: results that come twenty times, at once and after the end, count once', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  await using stream = await testStream(session)
  const jobId = await newJob(agent)
  const { attempt } = await stream.job()
  const send = () => session.call().result({ jobId, attempt, result: created })
  const answers = await Promise.all(Array.from({ length: 20 }, send))
  expect(answers.every(({ accepted }) => accepted)).toBe(true)
  const after = await jobOf(jobId)
  expect(await send()).toEqual({ accepted: true })
  expect(await jobOf(jobId)).toEqual(after)
  await session.call().progress({ jobId, attempt, stage: 'checking' })
  expect(await jobOf(jobId)).toEqual(after)
  expect(await log(agent)).toEqual(['volume.create ok Ann'])
})

test('M6: when the lease was lost the job comes back as a probe, and the late result of the old attempt changes no row and is logged once', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const first = await testStream(session)
  const jobId = await newJob(agent)
  expect(await first.job()).toMatchObject({ attempt: 1, probe: false })
  await first.close()

  await using second = await testStream(session)
  expect(await second.job()).toMatchObject({ id: jobId, attempt: 2, probe: true })
  const doubted = await jobOf(jobId)
  expect(doubted).toMatchObject({ state: 'indeterminate', stage: 'probing' })
  for (let i = 0; i < 3; i += 1)
    expect(await session.call().result({ jobId, attempt: 1, result: created })).toEqual({ accepted: false })
  expect(await jobOf(jobId)).toEqual(doubted)
  expect(await session.call().result({ jobId, attempt: 2, result: created })).toEqual({ accepted: true })
  expect(await log(agent)).toEqual(['volume.create indeterminate Stowage', 'volume.create late Ann', 'volume.create ok Ann'])
})

test('a job that nobody can tell about stays in doubt and is looked at again', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  await using stream = await testStream(session)
  const jobId = await newJob(agent)
  await stream.job()
  const unknown = { outcome: 'unknown', code: 'engine_timeout', message: 'It is not known yet.', details: {} } as const
  for (let i = 0; i < 3; i += 1)
    expect(await session.call().result({ jobId, attempt: 1, result: unknown })).toEqual({ accepted: true })
  expect(await jobOf(jobId)).toMatchObject({ state: 'indeterminate', finishedAt: null })
  expect(await log(agent)).toEqual(['volume.create indeterminate Ann'])
  await db.prisma.job.update({ where: { id: jobId }, data: { leaseUntil: new Date() } })
  replica.wake(agent.hostId)
  expect(await stream.job()).toMatchObject({ id: jobId, attempt: 2, probe: true })
})

test('DS19: a job that the agent stopped because it was asked to is cancelled; one that was too late to stop tells what happened', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  await using stream = await testStream(session)
  const stopped = { outcome: 'not_done', code: 'interrupted', message: 'Cancelled before it began.', details: {} } as const
  for (const [result, state] of [
    [stopped, 'cancelled'],
    [created, 'succeeded'],
  ] as const) {
    const jobId = await newJob(agent)
    replica.wake(agent.hostId)
    const { attempt } = await stream.job()
    await db.prisma.job.update({ where: { id: jobId }, data: { cancelAskedAt: new Date() } })
    for (let i = 0; i < 2; i += 1) expect(await session.call().result({ jobId, attempt, result })).toEqual({ accepted: true })
    expect(await jobOf(jobId)).toMatchObject({ state, code: result.code })
  }
  expect(await log(agent)).toEqual(['volume.create skipped Ann', 'volume.create ok Ann'])
})

test('a result for a job that was cancelled when its host was revoked is late', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  await using stream = await testStream(session)
  const jobId = await newJob(agent)
  const { attempt } = await stream.job()
  await db.prisma.job.update({ where: { id: jobId }, data: { state: 'cancelled', finishedAt: new Date() } })
  expect(await session.call().result({ jobId, attempt, result: created })).toEqual({ accepted: false })
  expect(await jobOf(jobId)).toMatchObject({ state: 'cancelled' })
  expect(await log(agent)).toEqual(['volume.create late Ann'])
})
