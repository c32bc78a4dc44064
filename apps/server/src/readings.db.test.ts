import { treeOf } from '@stowage/api/agent/test-readings'
import { addContainer, addVolume } from '@stowage/db/testing/fleet-rows'
import type { AgentFrame } from '@stowage/domain/agent-link'
import type { ReadingNews } from '@stowage/domain/reading'
import superjson from 'superjson'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolledAgent } from './testing/enrolled-agent.ts'
import { type Person, type TestServer, testServer } from './testing/test-server.ts'

let app: TestServer
let ann: Person
let ben: Person
beforeAll(async () => {
  app = await testServer()
  ann = await app.person('operator')
  ben = await app.person('operator')
})
afterAll(() => app[Symbol.asyncDispose]())

async function agent(name: string) {
  const { token } = await app.client(await app.person('admin')).hosts.enrol.mutate({ name })
  return enrolledAgent(app.url, token)
}
type Agent = Awaited<ReturnType<typeof agent>>

const asksIn = (frames: readonly AgentFrame[]) => frames.flatMap((frame) => (frame.type === 'read' ? [frame.ask] : []))
const stopsIn = (frames: readonly AgentFrame[]) => frames.flatMap((frame) => (frame.type === 'stop-reading' ? [frame.id] : []))
const news = (id: string, over: Partial<ReadingNews>): ReadingNews => ({
  ...{ id, state: 'done', bytes: null, files: null, reason: null, tree: null },
  ...over,
})
const logOf = async (hostId: string) =>
  (await app.db.prisma.activity.findMany({ where: { hostId, via: 'web' }, orderBy: { seq: 'asc' } })).map(
    ({ action, actor, subject }) => `${actor} ${action} ${subject}`,
  )

test('two operators who ask for one volume get one reading, its tree reaches both, and the log names both', async () => {
  const host = await agent('two-1')
  const id = await addVolume(app.db, host.hostId, { name: 'data' })
  const stream = await host.stream()
  const [first, second] = await Promise.all([ann, ben].map((person) => app.client(person).volumes.scan.mutate({ id })))
  expect(second?.id).toBe(first?.id)
  await expect.poll(() => asksIn(stream.frames)).toEqual([{ id: first?.id, kind: 'volume.contents', subject: 'data' }])
  const reading = first?.id ?? ''
  await host.client.reading.mutate(news(reading, { state: 'reading', bytes: 5, files: 1 }))
  expect(await app.client(ben).volumes.contents.query({ id })).toMatchObject({ state: 'reading', bytes: 5, tree: null })
  await host.client.reading.mutate(news(reading, { bytes: 8192, files: 2, tree: treeOf('a', 'b') }))
  for (const person of [ann, ben])
    expect(await app.client(person).readings.get.query({ id: reading })).toMatchObject({ state: 'done', tree: treeOf('a', 'b') })
  expect((await logOf(host.hostId)).sort()).toEqual(
    [`${ann.name} volume.contents data`, `${ben.name} volume.contents data`].sort(),
  )
})

test('measuring a host asks for all that is on it, in one entry of the log; rows show what is under way', async () => {
  const host = await agent('all-1')
  const ids = await Promise.all(['a', 'b', 'c'].map((name) => addVolume(app.db, host.hostId, { name })))
  const stream = await host.stream()
  const client = app.client(ann)
  const { asked, readings } = await client.volumes.measure.mutate({ hostId: host.hostId })
  expect([asked, readings.length]).toEqual([3, 3])
  await expect.poll(() => asksIn(stream.frames).length).toBe(3)
  expect((await client.volumes.rows.query({ ids })).map((row) => row.measuring)).toEqual([true, true, true])
  for (const ask of asksIn(stream.frames)) await host.client.reading.mutate(news(ask.id, {}))
  expect((await client.volumes.rows.query({ ids })).map((row) => row.measuring)).toEqual([false, false, false])
  expect(await logOf(host.hostId)).toEqual([`${ann.name} volume.size all-1`])
  const row = await addContainer(app.db, host.hostId, { name: 'c' })
  await client.containers.measure.mutate({ ids: [row] })
  expect((await client.containers.rows.query({ ids: [row] })).map(({ measuring }) => measuring)).toEqual([true])
  expect(await client.readings.list.query({ open: true })).toMatchObject([{ kind: 'layer.size', subjectId: row }])
  expect(await logOf(host.hostId)).toHaveLength(1)
})

test('a stop ends a reading that waits, and one that runs on its host; a second stop changes nothing', async () => {
  const host = await agent('stop-1')
  const [one, two] = [await addVolume(app.db, host.hostId), await addVolume(app.db, host.hostId)]
  const client = app.client(ann)
  const waiting = await client.volumes.scan.mutate({ id: one })
  const stopped = { state: 'failed', reason: `Stopped by ${ann.name}.`, finishedAt: expect.any(Date) }
  expect(await client.readings.stop.mutate({ id: waiting.id })).toMatchObject(stopped)
  const running = await client.volumes.scan.mutate({ id: two })
  const stream = await host.stream()
  await expect.poll(() => asksIn(stream.frames).map(({ id }) => id)).toEqual([running.id])
  await host.client.reading.mutate(news(running.id, { state: 'reading' }))
  await client.readings.stop.mutate({ id: running.id })
  await expect.poll(() => stopsIn(stream.frames)).toEqual([running.id])
  await host.client.reading.mutate(news(running.id, { tree: treeOf('late') }))
  expect(await client.readings.stop.mutate({ id: running.id })).toMatchObject(stopped)
  const again = await client.volumes.scan.mutate({ id: two })
  await expect.poll(() => asksIn(stream.frames).map(({ id }) => id)).toEqual([running.id, again.id])
  expect(stopsIn(stream.frames)).toEqual([running.id])
})

test('AP11: a tree of 10 MB is refused, and the words of the agent end its reading', async () => {
  const host = await agent('large-1')
  const id = await addContainer(app.db, host.hostId)
  const reading = await app.client(ann).containers.readChanges.mutate({ id })
  const large = news(reading.id, { tree: treeOf('x'.repeat(10_000_000)) })
  expect(await statusOf(host, large)).toBe(413)
  expect(await app.client(ann).containers.changes.query({ id })).toMatchObject({ state: 'asked' })
  expect(await statusOf(host, news(reading.id, { state: 'failed', reason: 'More than fits in one answer.' }))).toBe(200)
  expect(await app.client(ann).containers.changes.query({ id })).toMatchObject({
    state: 'failed',
    reason: 'More than fits in one answer.',
  })
})

const statusOf = async ({ sessionToken }: Agent, sent: ReadingNews) =>
  (await app.post('/agent/reading', superjson.serialize(sent), { authorization: `Bearer ${sessionToken}` })).status

test('what is gone, or on a revoked host, cannot be looked at; a revocation ends what is under way', async () => {
  const host = await agent('gone-1')
  const gone = await addVolume(app.db, host.hostId, { removedAt: new Date() })
  const there = await addVolume(app.db, host.hostId)
  const client = app.client(ann)
  await expect(client.volumes.scan.mutate({ id: gone })).rejects.toThrow('The volume is gone')
  await expect(client.volumes.measure.mutate({ ids: [gone] })).rejects.toThrow('The volume is gone')
  expect(await client.volumes.measure.mutate({ ids: [gone, there] })).toMatchObject({ asked: 1 })
  const admin = app.client(await app.person('admin'))
  await admin.hosts.revoke.mutate({ id: host.hostId, confirmName: 'gone-1' })
  const where = { where: { subjectId: there } }
  expect(await app.db.prisma.reading.findFirst(where)).toMatchObject({ state: 'failed', reason: 'gone-1 was revoked.' })
  await expect(client.volumes.measure.mutate({ hostId: host.hostId })).rejects.toThrow('gone-1 was revoked')
  expect(await logOf(host.hostId)).not.toContain(`${ann.name} volume.contents ${gone}`)
})

test('AZ3: one foreign id among many is "not found", and nothing is asked', async () => {
  const [own, other] = [await agent('mine-1'), await agent('theirs-1')]
  const [mine, theirs] = [await addVolume(app.db, own.hostId), await addVolume(app.db, other.hostId)]
  const client = app.client(await app.person('operator', ['mine-*']))
  await expect(client.volumes.measure.mutate({ ids: [mine, theirs] })).rejects.toMatchObject({ data: { httpStatus: 404 } })
  expect(await app.db.prisma.reading.count({ where: { hostId: { in: [own.hostId, other.hostId] } } })).toBe(0)
  await app.client(ann).volumes.measure.mutate({ ids: [mine, theirs] })
  expect((await client.readings.list.query({ open: true })).map(({ subjectId }) => subjectId)).toEqual([mine])
})
