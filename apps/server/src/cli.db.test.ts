import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { addContainer, addHost, addVolume } from '@stowage/db/testing/fleet-rows'
import type { AgentFrame } from '@stowage/domain/agent-link'
import type { ReadingAsk, ReadingNews, Tree } from '@stowage/domain/reading'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolledAgent } from './testing/enrolled-agent.ts'
import { type TestServer, testServer } from './testing/test-server.ts'

const program = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url))

let app: TestServer
let token: string
beforeAll(async () => {
  app = await testServer()
  token = await app.token((await app.person('operator')).id, 'operator')
})
afterAll(() => app[Symbol.asyncDispose]())

function start(...args: string[]) {
  const env = { PATH: process.env.PATH, HOME: '/nonexistent', STOWAGE_URL: app.url, STOWAGE_TOKEN: token }
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { child, ended: ended.then(([stdout, stderr, [code]]) => ({ code, stdout, stderr })) }
}
const stowage = (...args: string[]) => start(...args).ended

/** A host whose agent answers every reading at once. */
async function host(name: string, answer: (ask: ReadingAsk) => Partial<ReadingNews> | Promise<Partial<ReadingNews>> | null) {
  const enrolment = await app.client(await app.person('admin')).hosts.enrol.mutate({ name })
  const agent = await enrolledAgent(app.url, enrolment.token)
  await agent.beat()
  const onFrame = async (frame: AgentFrame) => {
    if (frame.type !== 'read') return
    const over = await answer(frame.ask)
    if (over === null) return
    const none = { id: frame.ask.id, bytes: null, files: null, reason: null, tree: null }
    await agent.client.reading.mutate({ ...none, state: 'done', ...over })
  }
  const stream = await agent.stream((frame) => void onFrame(frame))
  return { ...agent, frames: stream.frames }
}

const tree = (over: Partial<Tree> = {}): Tree => ({
  ...{ basis: 'apparent', bytes: 3072, files: 2, partial: false, total: 3, reason: null },
  entries: [
    { path: '/var/lib/app', type: 'directory', change: 'added', bytes: 2048, files: 1, class: 'data' },
    { path: '/etc/app.conf', type: 'file', change: 'changed', bytes: 1024, files: null, class: 'config' },
    { path: '/usr/share/doc', type: 'directory', change: 'deleted', bytes: null, files: null, class: null },
  ],
  ...over,
})

test('containers changes reads the layer, waits, and prints path, kind and bytes', async () => {
  const { hostId } = await host('changes-1', () => ({ tree: tree() }))
  await addContainer(app.db, hostId, { name: 'web' })
  const asData = await stowage('containers', 'changes', 'changes-1/web', '--json')
  expect(JSON.parse(asData.stdout)).toEqual([
    { path: '/var/lib/app', kind: 'added', bytes: 2048, class: 'data' },
    { path: '/etc/app.conf', kind: 'changed', bytes: 1024, class: 'config' },
    { path: '/usr/share/doc', kind: 'deleted', bytes: null, class: null },
  ])
  expect(asData.code).toBe(0)
  const asTable = await stowage('containers', 'changes', 'changes-1/web')
  expect(asTable.stdout).toMatch(/added +2\.00 KiB +data +\/var\/lib\/app\n/)
  expect(asTable.stdout).toMatch(/deleted +— +— +\/usr\/share\/doc\n/)
})

test('B14: what was only counted in part says "at least", and what is not listed is said', async () => {
  const { hostId } = await host('partial-1', () => ({ tree: tree({ partial: true, total: 12, reason: 'Sizes by stat only.' }) }))
  await addContainer(app.db, hostId, { name: 'web' })
  const { stdout, stderr } = await stowage('containers', 'changes', 'partial-1/web')
  expect(stdout).toContain('≥ 2.00 KiB')
  expect(stderr).toContain('9 are not listed')
  expect(stderr).toContain('Sizes by stat only.')
})

test('volumes measure waits for the new figure; one that cannot be measured fails with the reason', async () => {
  const newestWriteAt = new Date('2026-10-02T08:00:00.000Z')
  const { hostId } = await host('measure-1', async ({ subject }) => {
    const size = { sizeBytes: 8192n, sizeFiles: 2n, newestWriteAt, sizeBasis: 'allocated', sizeMeasuredAt: new Date() }
    if (subject === 'data') await app.db.prisma.volume.updateMany({ where: { hostId, name: 'data' }, data: size })
    return {}
  })
  await addVolume(app.db, hostId, { name: 'data' })
  await addVolume(app.db, hostId, { name: 'far', sizeReason: 'remote volume (nfs)' })
  const done = await stowage('volumes', 'measure', 'measure-1/data', '--json')
  const figures = { sizeBytes: 8192, files: 2, newestWriteAt: newestWriteAt.toISOString() }
  expect(JSON.parse(done.stdout)).toMatchObject({ host: 'measure-1', name: 'data', sizePartial: false, ...figures })
  expect(done.code).toBe(0)
  expect((await stowage('volumes', 'measure', 'measure-1/data')).stdout).toContain('size 8.00 KiB allocated')
  const far = await stowage('volumes', 'measure', 'measure-1/far', '--json')
  expect(far).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('remote volume (nfs)') })
})

test('a reading that failed on the host ends the command with its words', async () => {
  const { hostId } = await host('fails-1', () => ({ state: 'failed', reason: 'The layer is managed by containerd.' }))
  await addContainer(app.db, hostId, { name: 'web' })
  const { code, stdout, stderr } = await stowage('containers', 'changes', 'fails-1/web', '--json')
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain('fails-1: The layer is managed by containerd.')
})

test('Ctrl-C asks the server to stop the reading, and the host hears of it', async () => {
  const { hostId, frames } = await host('ctrl-c-1', () => null)
  await addVolume(app.db, hostId, { name: 'data' })
  const { child, ended } = start('volumes', 'measure', 'ctrl-c-1/data')
  await expect.poll(() => frames.some(({ type }) => type === 'read'), { timeout: 10_000 }).toBe(true)
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Stopped by') })
  await expect.poll(() => frames.some(({ type }) => type === 'stop-reading')).toBe(true)
})

test('a host that is not there is waited for ten seconds; the reading stays asked for', async () => {
  const hostId = await addHost(app.db, { name: 'away-1' })
  const id = await addVolume(app.db, hostId, { name: 'data' })
  const { code, stderr } = await stowage('volumes', 'measure', 'away-1/data', '--json')
  expect(code).toBe(1)
  expect(stderr).toContain('away-1 is not connected. It is asked when it is back, within 24 hours. Run this again later.')
  expect(await app.db.prisma.reading.count({ where: { subjectId: id, state: 'asked' } })).toBe(1)
})

test('lists say unknown, and ≥ for a part', async () => {
  const hostId = await addHost(app.db, { name: 'lists-1' })
  await addVolume(app.db, hostId, { name: 'some', sizeBytes: 2048n, sizePartial: true, growthBytesPerDay: 1024 })
  await addVolume(app.db, hostId, { name: 'none' })
  await addContainer(app.db, hostId, { name: 'web', layerBytes: 1n, logBytes: 2n, lostBytes: 3n })
  const [table, containers, hosts] = await Promise.all([
    stowage('volumes', 'list', 'host:lists-1'),
    stowage('containers', 'list', 'host:lists-1', '--json'),
    stowage('hosts', 'list', '--json'),
  ])
  expect(table.stdout).toMatch(/some .* ≥ 2\.00 KiB +\+1\.00 KiB\/d/)
  expect(table.stdout).toMatch(/none .* unknown +unknown/)
  expect(JSON.parse(containers.stdout)).toMatchObject([{ layerBytes: 1, logBytes: 2, lostBytes: 3, layerPartial: false }])
  expect(JSON.parse(hosts.stdout)).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'lists-1', forecasts: [] })]))
})

test('volumes show tells the size with its basis, and the history with its blind times', async () => {
  const hostId = await addHost(app.db, { name: 'show-1' })
  const from = new Date('2026-11-19T10:00:00.000Z')
  const size = { sizeBytes: 8192n, sizeBasis: 'allocated', sizeApparentBytes: 100n, sizeFiles: 2n, growthBytesPerDay: 2048 }
  await addVolume(app.db, hostId, { name: 'data', ...size })
  const to = new Date('2026-11-19T11:00:00.000Z')
  await app.db.prisma.blindWindow.create({ data: { hostId, from, to, cause: 'agent_down' } })
  const { stdout } = await stowage('volumes', 'show', 'show-1/data')
  expect(stdout).toContain('size 8.00 KiB allocated, 100 B apparent')
  expect(stdout).toContain('2 files · growth +2.00 KiB/d')
  expect(stdout).toContain('The agent was down. Until 2026-11-19T11:00:00Z.')
})
