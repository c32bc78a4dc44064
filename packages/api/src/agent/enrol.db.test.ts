import { type TestDatabase, testDatabase } from '@stowage/db/testing/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestReplica, testEnrolment, testKey, testReplica } from './test-agent.ts'

let db: TestDatabase
let replica: TestReplica
beforeAll(async () => {
  db = await testDatabase()
  replica = testReplica(db)
})
afterAll(() => db[Symbol.asyncDispose]())

const enrol = (token: string, key = testKey(), hostname = 'web') => replica.call(null).enrol(key.enrol(token, hostname))
const refusal = { code: 'UNAUTHORIZED' }
const denials = () => db.prisma.activity.count({ where: { action: 'host.enrol', result: 'denied' } })

test('AP1, M11: of 20 machines that enrol with one token at once exactly one succeeds, and every refusal is logged', async () => {
  const before = await denials()
  const token = await testEnrolment(db)
  // Connections first, so that all of them really come at once.
  await Promise.all(Array.from({ length: 20 }, () => db.pool.query('SELECT pg_sleep(0.05)')))
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => enrol(token)))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject(refusal)
  expect(await db.prisma.host.count()).toBe(1)
  expect(await denials()).toBe(before + 19)
})

test('AP1, M11: an expired token is refused and logged; an unknown one is refused', async () => {
  const before = await denials()
  const hosts = await db.prisma.host.count()
  await expect(enrol(await testEnrolment(db, { expiresAt: new Date(Date.now() - 1) }))).rejects.toMatchObject(refusal)
  expect(await denials()).toBe(before + 1)
  await expect(enrol('not-a-token-of-this-server')).rejects.toMatchObject(refusal)
  expect(await denials()).toBe(before + 1)
  expect(await db.prisma.host.count()).toBe(hosts)
})

test('M10: when the answer is lost, the same token and key get the same host, also 20 times at once and after the token expired', async () => {
  const hosts = await db.prisma.host.count()
  const token = await testEnrolment(db, { name: 'lost-answer' })
  const key = testKey()
  const answers = await Promise.all(Array.from({ length: 20 }, () => enrol(token, key)))
  expect(new Set(answers.map(({ hostId }) => hostId)).size).toBe(1)
  await db.prisma.enrolment.updateMany({ where: { name: 'lost-answer' }, data: { expiresAt: new Date(0) } })
  expect(await enrol(token, key)).toEqual(answers[0])
  expect(await db.prisma.host.count()).toBe(hosts + 1)
})

test('hosts of one name get names of their own, also at once', async () => {
  const tokens = await Promise.all(Array.from({ length: 5 }, () => testEnrolment(db)))
  const answers = await Promise.all(tokens.map((token) => enrol(token, testKey(), 'db server\0!')))
  expect(answers.map(({ name }) => name).sort()).toEqual([
    'db-server-',
    'db-server--2',
    'db-server--3',
    'db-server--4',
    'db-server--5',
  ])
})

test('neither the token nor a host that was revoked can be brought back by an old enrolment', async () => {
  const token = await testEnrolment(db)
  const key = testKey()
  const { hostId } = await enrol(token, key)
  const stored = await db.prisma.enrolment.findFirstOrThrow({ where: { hostId } })
  expect(JSON.stringify(stored)).not.toContain(token)
  await db.prisma.host.update({ where: { id: hostId }, data: { revokedAt: new Date() } })
  await expect(enrol(token, key)).rejects.toMatchObject(refusal)
  expect(await enrol(await testEnrolment(db), key)).toMatchObject({ hostId })
})

test('whoever found a used token cannot fill the activity log with it', async () => {
  const token = await testEnrolment(db)
  const { hostId } = await enrol(token, testKey())
  const { id } = await db.prisma.enrolment.findFirstOrThrow({ where: { hostId } })
  for (let n = 0; n < 65; n += 1) await expect(enrol(token, testKey())).rejects.toMatchObject(refusal)
  expect(await db.prisma.activity.count({ where: { details: { path: ['enrolmentId'], equals: id } } })).toBe(60)
})

test('a key that somebody only knows, without holding it, enrols nothing and brings no revoked host back', async () => {
  const [key, thief] = [testKey(), testKey()]
  const { hostId } = await enrol(await testEnrolment(db), key)
  await db.prisma.host.update({ where: { id: hostId }, data: { revokedAt: new Date() } })
  const token = await testEnrolment(db)
  const stolen = { ...thief.enrol(token, 'web'), publicKey: key.publicKey }
  await expect(replica.call(null).enrol(stolen)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect((await db.prisma.host.findUniqueOrThrow({ where: { id: hostId } })).revokedAt).not.toBe(null)
  expect(await enrol(token, key)).toMatchObject({ hostId })
})
