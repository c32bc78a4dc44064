import { type TestDatabase, testDatabase } from '@stowage/db/testing/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestReplica, testAgent, testReplica, testStream } from './test-agent.ts'
import { newsOf, testReadings, treeOf } from './test-readings.ts'

let db: TestDatabase
let replica: TestReplica
beforeAll(async () => {
  db = await testDatabase()
  replica = testReplica(db)
})
afterAll(() => db[Symbol.asyncDispose]())

const { volume, container, ask, readingOf } = testReadings(() => db)

test('what people ask for is pushed to the host at once, says how far it is and ends with what was found', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  await using stream = await testStream(session)
  await stream.opened()
  const id = await ask(await volume(agent), 'volume.contents')
  replica.wake(agent.hostId)
  expect(await stream.next()).toEqual({ type: 'read', ask: { id, kind: 'volume.contents', subject: 'data' } })
  await session.call().reading(newsOf(id, { state: 'reading', bytes: 10, files: 2 }))
  expect(await readingOf(id)).toMatchObject({ state: 'reading', bytes: 10n, files: 2n, finishedAt: null })
  await session.call().reading(newsOf(id, { tree: treeOf('a', 'b') }))
  expect(await readingOf(id)).toMatchObject({
    state: 'done',
    tree: treeOf('a', 'b'),
    finishedAt: expect.any(Date),
    streamId: null,
  })
})

test('a container is asked for by the id that its engine knows', async () => {
  const agent = await testAgent(db, replica)
  const row = await container(agent)
  const { containerId } = await db.prisma.container.findUniqueOrThrow({ where: { id: row } })
  await ask(row, 'layer.changes')
  await using stream = await testStream(await agent.hello())
  expect(await stream.next()).toMatchObject({ ask: { kind: 'layer.changes', subject: containerId } })
})

test('a reading whose answer was lost with its stream is asked again of the next one, also when a killed replica closed nothing', async () => {
  const agent = await testAgent(db, replica)
  const id = await ask(await volume(agent))
  const session = await agent.hello()
  const stream = await testStream(session)
  await stream.next()
  await session.call().reading(newsOf(id, { state: 'reading' }))
  await stream.close()
  expect(await readingOf(id)).toMatchObject({ state: 'asked', streamId: null })
  await db.prisma.reading.update({ where: { id }, data: { state: 'reading', streamId: crypto.randomUUID() } })
  await using next = await testStream(await agent.hello())
  expect(await next.next()).toMatchObject({ type: 'read', ask: { id } })
})

test('an agent that says nothing for ten minutes is asked again on the same stream', async () => {
  let now = Date.now()
  const own = testReplica(db, () => new Date(now))
  const agent = await testAgent(db, own)
  const [id, late] = [await ask(await volume(agent)), await ask(await volume(agent, 'late'))]
  const session = await agent.hello()
  await using stream = await testStream(session)
  expect([await stream.next(), await stream.next()]).toMatchObject([{ ask: { id } }, { ask: { id: late } }])
  now += 9 * 60_000
  await session.call().reading(newsOf(late, { state: 'reading' }))
  now += 2 * 60_000
  own.wake(agent.hostId)
  expect(await stream.next()).toMatchObject({ ask: { id } })
})

test('the same answer twice, and one after the end, change nothing', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const id = await ask(await volume(agent), 'volume.contents')
  await session.call().reading(newsOf(id, { tree: treeOf('first') }))
  await session.call().reading(newsOf(id, { tree: treeOf('second') }))
  await session.call().reading(newsOf(id, { state: 'failed', reason: 'no' }))
  expect(await readingOf(id)).toMatchObject({ state: 'done', tree: treeOf('first') })
  await session.call().reading(newsOf(crypto.randomUUID()))
})

test('AP4: an agent that answers for another host is not heard, and that is logged', async () => {
  const [mallory, victim] = [await testAgent(db, replica), await testAgent(db, replica)]
  const id = await ask(await volume(victim), 'volume.contents')
  const session = await mallory.hello()
  await session.call().reading(newsOf(id, { tree: treeOf('planted') }))
  await session.call().reading(newsOf(id, { state: 'failed', reason: 'planted' }))
  expect(await readingOf(id)).toMatchObject({ state: 'asked', tree: null, reason: null })
  const rows = await db.prisma.activity.findMany({ where: { action: 'agent.identity_mismatch', hostId: mallory.hostId } })
  expect(rows[0]).toMatchObject({ result: 'denied', details: { readingId: id } })
})

test('at most ten readings of a host are under way; each that ends makes room for the next, trees first and then as they were asked', async () => {
  const agent = await testAgent(db, replica)
  const ids: string[] = []
  for (let i = 0; i < 13; i += 1)
    ids.push(await ask(await volume(agent, `v${i}`), 'volume.size', { at: new Date(Date.now() - 1000 + i) }))
  const session = await agent.hello()
  await using stream = await testStream(session)
  const sent: unknown[] = []
  const take = async () => {
    const frame = await stream.next()
    sent.push(frame !== 'ended' && frame.type === 'read' ? frame.ask.id : frame)
  }
  while (sent.length < 10) await take()
  expect(await db.prisma.reading.count({ where: { hostId: agent.hostId, streamId: null } })).toBe(3)
  const tree = await ask(await volume(agent, 'tree'), 'volume.contents')
  for (const id of ids.slice(0, 4)) {
    await session.call().reading(newsOf(id))
    replica.wake(agent.hostId)
    await take()
  }
  expect(sent).toEqual([...ids.slice(0, 10), tree, ...ids.slice(10)])
})

test('the newest finished reading keeps its tree and older ones go; a failed one leaves the last good tree', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const subjectId = await volume(agent)
  const run = async (over: Parameters<typeof newsOf>[1]) => {
    const id = await ask(subjectId, 'volume.contents')
    await session.call().reading(newsOf(id, over))
    return id
  }
  await run({ tree: treeOf('one') })
  const two = await run({ tree: treeOf('two') })
  await run({ state: 'failed', reason: 'first' })
  const failed = await run({ state: 'failed', reason: 'second' })
  const left = await db.prisma.reading.findMany({ where: { subjectId }, orderBy: { askedAt: 'asc' } })
  expect(left.map(({ id }) => id)).toEqual([two, failed])
  const last = await run({ tree: treeOf('three') })
  expect((await db.prisma.reading.findMany({ where: { subjectId } })).map(({ id }) => id)).toEqual([last])
})

test('an answer without the tree that was asked for, or one that cannot be read, ends the reading in words', async () => {
  const agent = await testAgent(db, replica)
  const session = await agent.hello()
  const subjectId = await volume(agent)
  const none = await ask(subjectId, 'volume.contents')
  await session.call().reading(newsOf(none))
  expect(await readingOf(none)).toMatchObject({ state: 'failed', reason: 'The agent answered without a list of what it found.' })
  const many = await ask(subjectId, 'volume.contents')
  const paths = Array.from({ length: 10_001 }, (_, n) => String(n))
  await expect(session.call().reading(newsOf(many, { tree: treeOf(...paths) }))).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect(await readingOf(many)).toMatchObject({ state: 'failed', reason: expect.stringContaining('too much'), tree: null })
  const odd = await ask(subjectId, 'volume.contents')
  await session.call().reading(newsOf(odd, { tree: treeOf('nul\0and half \ud800') }))
  expect(await readingOf(odd)).toMatchObject({ state: 'done' })
})
