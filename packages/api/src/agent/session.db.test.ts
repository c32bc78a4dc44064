import { type TestDatabase, testDatabase } from '@stowage/db/testing/database'
import { allVolumes, sizeFact, volumeFact, whole } from '@stowage/db/testing/facts'
import { helloText, protocolVersion } from '@stowage/domain/agent-link'
import { defaultHostPolicy } from '@stowage/domain/host-policy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestReplica, testAgent, testKey, testReplica } from './test-agent.ts'

let db: TestDatabase
let replica: TestReplica
beforeAll(async () => {
  db = await testDatabase()
  replica = testReplica(db)
})
afterAll(() => db[Symbol.asyncDispose]())

const unauthorized = { code: 'UNAUTHORIZED' }
const hostOf = (id: string) => db.prisma.host.findUniqueOrThrow({ where: { id } })

test('a challenge opens one session, and only for the key of its host', async () => {
  const agent = await testAgent(db, replica)
  const { nonce } = await replica.call(null).challenge({ hostId: agent.hostId })
  const say = (signed: (text: string) => string) =>
    replica.call(null).hello({
      ...{
        hostId: agent.hostId,
        nonce,
        signature: signed(helloText(agent.hostId, nonce)),
        agentVersion: '1',
        protocol: protocolVersion,
      },
      ...{ epoch: agent.epoch, policy: defaultHostPolicy, policyProblem: null, clockMs: Date.now() },
    })
  await expect(say(testKey().signed)).rejects.toMatchObject(unauthorized)
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => say(agent.key.signed)))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(say(agent.key.signed)).rejects.toMatchObject(unauthorized)
})

test('the newest session wins; the older one is told to say hello again', async () => {
  const agent = await testAgent(db, replica)
  const [older, newer] = [await agent.hello(), await agent.hello()]
  await expect(older.call().report(agent.report({}))).rejects.toMatchObject(unauthorized)
  expect((await newer.call().report(agent.report({}))).outcome).toBe('applied')
  expect((await agent.hello()).known).toEqual({ epoch: agent.epoch, rev: 1 })
})

test('no token, a wrong one, one in another place and an expired one are refused', async () => {
  const agent = await testAgent(db, replica)
  const { sessionToken, call } = await agent.hello()
  await expect(replica.call(null).report(agent.report({}))).rejects.toMatchObject(unauthorized)
  await expect(replica.call(`${sessionToken}x`).report(agent.report({}))).rejects.toMatchObject(unauthorized)
  await db.prisma.agentSession.updateMany({ where: { hostId: agent.hostId }, data: { expiresAt: new Date() } })
  await expect(call().report(agent.report({}))).rejects.toMatchObject(unauthorized)
})

test('AP4: a report in the name of another host counts for the host of its key, and is logged', async () => {
  const [mallory, victim] = [await testAgent(db, replica), await testAgent(db, replica)]
  const session = await mallory.hello()
  const report = mallory.report({ sections: { volumes: allVolumes(volumeFact('planted')) } })
  await session.call().report({ ...report, host_id: victim.hostId })
  expect(await db.prisma.volume.findMany({ select: { hostId: true, name: true } })).toEqual([
    { hostId: mallory.hostId, name: 'planted' },
  ])
  const rows = await db.prisma.activity.findMany({ where: { action: 'agent.identity_mismatch' } })
  expect(rows).toMatchObject([{ hostId: mallory.hostId, result: 'denied', details: { claimed: victim.hostId } }])
})

test('AP4: an agent that goes on speaking for others cannot fill the log, which only grows', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const names = { host_id: '00000000-0000-4000-8000-000000000000' }
  for (let n = 0; n < 65; n += 1) await session.call().report({ ...agent.report({}), ...names })
  const where = { action: 'agent.identity_mismatch', hostId: agent.hostId }
  expect(await db.prisma.activity.count({ where })).toBe(60)
})

test('AP9, M13: a clock that is three days off is known as an offset and touches neither session nor freshness', async () => {
  for (const days of [3, -3, -20_000]) {
    const agent = await testAgent(db, replica)
    const offsetMs = days * 86_400_000
    const session = await agent.hello({ clockMs: Date.now() + offsetMs })
    const collectedAt = new Date(Date.now() + offsetMs).toISOString()
    await session.call().report(agent.report({ sections: { volumes: { ...allVolumes(volumeFact('a')), collectedAt } } }))
    const beat = { epoch: agent.epoch, rev: 1, clockMs: Date.now() + offsetMs, engineReachable: true }
    expect(await session.call().heartbeat(beat)).toEqual({ resync: false })
    const host = await hostOf(agent.hostId)
    expect(Math.abs((host.clockOffsetMs ?? 0) - offsetMs)).toBeLessThan(5000)
    expect(Math.abs(Date.now() - Number(host.lastSeenAt))).toBeLessThan(5000)
    const [section] = await db.prisma.hostSection.findMany({ where: { hostId: agent.hostId } })
    expect(Math.abs(Date.now() - Number(section?.collectedAt))).toBeLessThan(5000)
  }
})

test('a heartbeat asks for everything only when the agent believes we hold what we do not', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const beat = (rev: number) => session.call().heartbeat({ epoch: agent.epoch, rev, clockMs: Date.now(), engineReachable: true })
  expect(await beat(0)).toEqual({ resync: false })
  expect(await beat(3)).toEqual({ resync: true })
  await session.call().report(agent.report({ rev: 2 }))
  expect(await beat(1)).toEqual({ resync: false })
  expect(await beat(2)).toEqual({ resync: false })
  expect(await beat(3)).toEqual({ resync: true })
})

test('a policy file that changes is kept and logged', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const policy = { ...defaultHostPolicy, mode: 'manage' as const }
  const beat = { epoch: agent.epoch, rev: 0, clockMs: Date.now(), engineReachable: true }
  await session.call().heartbeat({ ...beat, policy, policyProblem: 'line 3' })
  await session.call().heartbeat(beat)
  expect(await hostOf(agent.hostId)).toMatchObject({ policy, policyProblem: 'line 3' })
  expect(await db.prisma.activity.count({ where: { action: 'host.policy', hostId: agent.hostId } })).toBe(1)
})

test('AP11: reports outside the protocol are refused in words and change nothing', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const nested = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
  const bad = [
    { sections: { volumes: allVolumes(volumeFact('x'.repeat(4096))) } },
    { sections: { volumes: allVolumes(volumeFact('a', { labels: { a: 'x'.repeat(5_000_000) } })) } },
    {
      sections: {
        volumes: allVolumes(
          volumeFact('a', { labels: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, ''])) }),
        ),
      },
    },
    { events: nested },
    { rev: 1.5 },
    { rev: 2 ** 31 },
    { sections: { sizes: whole([sizeFact('a', 1e300)], (item) => item.name) } },
  ]
  for (const over of bad) {
    await expect(session.call().report({ ...agent.report({}), ...over } as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  }
  expect(await db.prisma.hostSection.count({ where: { hostId: agent.hostId } })).toBe(0)
})
