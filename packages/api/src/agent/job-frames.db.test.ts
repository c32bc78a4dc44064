import { openLive } from '@stowage/db/live'
import { notifyJobs } from '@stowage/db/notify'
import { type TestDatabase, testDatabase } from '@stowage/db/testing/database'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
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

test('a lease that ran out without any close, as after a replica was killed, is a probe for the next stream', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const jobId = await newJob(agent)
  await db.prisma.job.update({
    where: { id: jobId },
    data: { state: 'running', attempt: 4, leasedBy: 'a replica that is gone', leaseUntil: new Date(Date.now() + 3_600_000) },
  })
  await using stream = await testStream(session)
  expect(await stream.job()).toMatchObject({ id: jobId, attempt: 5, probe: true })
})

test('jobs that a stream took and never handed over wait again; those it handed over are in doubt', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const ids = [await newJob(agent, 'one'), await newJob(agent, 'two'), await newJob(agent, 'three')]
  const stream = await testStream(session)
  await stream.job()
  await stream.close()
  const states = (await db.prisma.job.findMany({ where: { id: { in: ids } }, orderBy: { createdAt: 'asc' } })).map(
    ({ state }) => state,
  )
  expect(states).toEqual(['sent', 'queued', 'queued'])
})

test('at most twenty jobs of a host are under way; each that ends makes room for the next, in the order they were asked', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const ids: string[] = []
  for (let i = 0; i < 25; i += 1) ids.push(await newJob(agent, `v${i}`, { createdAt: new Date(Date.now() + i) }))
  await using stream = await testStream(session)
  const sent: string[] = []
  while (sent.length < 20) sent.push((await stream.job()).id)
  expect(await db.prisma.job.count({ where: { hostId: agent.hostId, state: 'queued' } })).toBe(5)
  for (const [i, jobId] of ids.slice(0, 5).entries()) {
    await session.call().result({ jobId, attempt: 1, result: created })
    replica.wake(agent.hostId)
    sent.push((await stream.job()).id)
    expect(sent).toHaveLength(21 + i)
  }
  expect(sent).toEqual(ids)
})

test('the newest stream of a host gets its work, an older one ends', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  await using older = await testStream(session)
  await older.opened()
  await using newer = await testStream(session)
  await newer.opened()
  replica.wake(agent.hostId)
  expect(await older.next()).toBe('ended')
  const jobId = await newJob(agent)
  replica.wake(agent.hostId)
  expect(await newer.job()).toMatchObject({ id: jobId, probe: false })
})

test('a newer session on another replica ends the stream of the older one', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  await using stream = await testStream(session)
  await stream.opened()
  await agent.hello({ replica: testReplica(db) })
  replica.wake(agent.hostId)
  expect(await stream.next()).toBe('ended')
})

test('AP8, M12: a revoked host is told so and its stream closes within a second, on the other replica; later calls are refused', async () => {
  const live = openLive(db.url)
  const other = { ...testReplica(db) }
  try {
    const agent = await testAgent(db, replica)
    const session = await agent.hello({ replica: other })
    await using stream = await testStream(session)
    await stream.opened()
    const stop = live.onJobs(agent.hostId, () => other.wake(agent.hostId))
    await vi.waitFor(() => expect(live.isConnected()).toBe(true))
    const began = performance.now()
    await db.prisma.host.update({ where: { id: agent.hostId }, data: { revokedAt: new Date() } })
    await notifyJobs(db.pool, agent.hostId)
    expect(await stream.next()).toEqual({ type: 'revoked' })
    expect(await stream.next()).toBe('ended')
    expect(performance.now() - began).toBeLessThan(1000)
    await expect(session.call().report(agent.report({}))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(agent.hello()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    stop()
  } finally {
    await live.close()
  }
})

test('M12, M22: without any notice a revocation and a new job are found within the poll, at most 6 s', async () => {
  const [agent, busy] = [await testAgent(db, replica), await testAgent(db, replica)]
  await using stream = await testStream(await agent.hello())
  await using work = await testStream(await busy.hello())
  await Promise.all([stream.opened(), work.opened()])
  const began = performance.now()
  await db.prisma.host.update({ where: { id: agent.hostId }, data: { revokedAt: new Date() } })
  const jobId = await newJob(busy)
  const [revoked, job] = await Promise.all([stream.next(), work.job()])
  expect(revoked).toEqual({ type: 'revoked' })
  expect(job.id).toBe(jobId)
  expect(performance.now() - began).toBeLessThan(6000)
})

test('a cancel that was asked for reaches the agent once', async () => {
  const agent = await testAgent(db, replica)
  await using stream = await testStream(await agent.hello())
  const jobId = await newJob(agent)
  await stream.job()
  await db.prisma.job.update({ where: { id: jobId }, data: { cancelAskedAt: new Date() } })
  replica.wake(agent.hostId)
  expect(await stream.next()).toEqual({ type: 'cancel', jobId })
  const next = await newJob(agent, 'next')
  replica.wake(agent.hostId)
  expect(await stream.job()).toMatchObject({ id: next })
})

test('M1: nothing new is sent to a host whose heartbeat stopped, although its stream seems open', async () => {
  const late = testReplica(db, () => new Date(Date.now() + 60_000))
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  await using stream = await testStream({ ...session, call: (signal) => late.call(session.sessionToken, signal) })
  const jobId = await newJob(agent)
  await stream.opened()
  expect(await jobOf(jobId)).toMatchObject({ state: 'queued', attempt: 0 })
})

test('FA3, M26: a database that fails under an open stream costs no stream: the failure is logged and the work comes later', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  await using stream = await testStream(session)
  await stream.opened()
  await db.pool.query('ALTER TABLE job RENAME TO job_away')
  const order = stream.job()
  replica.wake(agent.hostId)
  await vi.waitFor(() => expect(replica.errors).toHaveLength(1))
  await db.pool.query('ALTER TABLE job_away RENAME TO job')
  const jobId = await newJob(agent)
  replica.wake(agent.hostId)
  expect(await order).toMatchObject({ id: jobId })
})

test('when the server stops its streams end, so that agents come back to another replica', async () => {
  const own = testReplica(db)
  const agent = await testAgent(db, own)
  await using stream = await testStream(await agent.hello())
  await stream.opened()
  own.close()
  expect(await stream.next()).toBe('ended')
  expect((await db.prisma.host.findUniqueOrThrow({ where: { id: agent.hostId } })).streamId).toBe(null)
})

test('a removal that waited for its host for more than 15 minutes is not sent any more; a new volume still is', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const createdAt = new Date(Date.now() - 16 * 60_000)
  const old = await newJob(agent, 'old', { createdAt })
  await db.prisma.job.update({ where: { id: old }, data: { kind: 'volume.remove' } })
  const creation = await newJob(agent, 'new', { createdAt })
  await using stream = await testStream(session)
  expect(await stream.job()).toMatchObject({ id: creation })
  expect(await jobOf(old)).toMatchObject({ state: 'cancelled', code: 'interrupted', attempt: 0, finishedAt: expect.any(Date) })
  expect(await log(agent)).toContain('volume.remove skipped Ann')
})
