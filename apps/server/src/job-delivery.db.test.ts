import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { AgentFrame } from '@stowage/domain/agent-link'
import type { JobResult } from '@stowage/domain/job'
import { expect, test } from 'vitest'
import { enrolledAgent } from './testing/enrolled-agent.ts'
import { type TestServer, testServer } from './testing/test-server.ts'

const created: JobResult = { outcome: 'succeeded', code: 'created', message: 'Volume "data" was made.', details: {} }

async function agentsOf(app: TestServer, count: number) {
  const admin = app.client(await app.person('admin'))
  const tokens = await Promise.all(Array.from({ length: count }, () => admin.hosts.enrol.mutate({})))
  return Promise.all(tokens.map(({ token }) => enrolledAgent(app.url, token)))
}

const jobs = (hostId: string, count: number, over: object = {}) =>
  Array.from({ length: count }, (_, n) => ({
    id: randomUUID(),
    kind: 'volume.create',
    hostId,
    volumeName: `v${n}`,
    params: { name: `v${n}`, driver: 'local', options: {}, labels: {} },
    ...{ requestedById: 'u1', requestedBy: 'Ann', via: 'web' },
    ...over,
  }))

/** Sends `bytes` as they are and hangs up: after the last of them, or after `answerBytes` of the answer. */
async function sendAndHangUp(url: string, bytes: Buffer, answerBytes: number | null): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  if (answerBytes === null) {
    await new Promise<void>((resolve) => socket.write(bytes, () => resolve()))
    socket.resetAndDestroy()
    return
  }
  let seen = 0
  socket.on('data', (chunk) => {
    seen += chunk.length
    if (seen >= answerBytes) socket.destroy()
  })
  socket.write(bytes)
  await once(socket, 'close')
}

test('M7: cut at each byte of the request and of the answer, a result that is sent again counts exactly once', async () => {
  await using app = await testServer()
  const [agent] = await agentsOf(app, 1)
  if (!agent) throw new Error('no agent')
  const request = (jobId: string) => {
    const body = JSON.stringify({ json: { jobId, attempt: 1, result: created } })
    const head = ['POST /agent/result HTTP/1.1', `host: ${new URL(app.url).host}`, 'content-type: application/json']
    return Buffer.from(
      [...head, `authorization: Bearer ${agent.sessionToken}`, `content-length: ${Buffer.byteLength(body)}`, '', body].join(
        '\r\n',
      ),
    )
  }
  const requestBytes = request(randomUUID()).length
  const answerBytesMax = 400
  const rows = jobs(agent.hostId, requestBytes + answerBytesMax, { state: 'running', attempt: 1 })
  await app.db.prisma.job.createMany({ data: rows })
  const cutAt = async (n: number, jobId: string) => {
    const bytes = request(jobId)
    if (n < requestBytes) await sendAndHangUp(app.url, bytes.subarray(0, n), null)
    else await sendAndHangUp(app.url, bytes, n - requestBytes)
  }
  for (let from = 0; from < rows.length; from += 25)
    await Promise.all(rows.slice(from, from + 25).map(({ id }, n) => cutAt(from + n, id)))
  const finished = () => app.db.prisma.job.count({ where: { state: 'succeeded' } })
  // Every request that arrived whole counts by itself, however its answer ended.
  await expect.poll(finished).toBe(answerBytesMax)
  for (let from = 0; from < rows.length; from += 25)
    await Promise.all(
      rows.slice(from, from + 25).map(({ id }) => agent.client.result.mutate({ jobId: id, attempt: 1, result: created })),
    )
  expect(await finished()).toBe(rows.length)
  expect(await app.db.prisma.activity.count({ where: { action: 'volume.create', result: 'ok' } })).toBe(rows.length)
}, 60_000)

test('M22: with the listening connection killed again and again, none of 1,000 jobs is lost and each starts within the poll', async () => {
  await using app = await testServer()
  const agents = await agentsOf(app, 5)
  for (const agent of agents) {
    await agent.beat()
    const answer = ({ type, ...frame }: AgentFrame) => {
      if (type !== 'job' || !('job' in frame)) return
      void agent.client.result.mutate({ jobId: frame.job.id, attempt: frame.job.attempt, result: created }).catch(() => {})
    }
    await agent.stream(answer)
  }
  const killListener = () =>
    app.db.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stowage live' AND datname = current_database()`,
    )
  let kills = 0
  const killer = setInterval(() => void killListener().then(({ rowCount }) => (kills += rowCount ?? 0)), 3000)
  try {
    for (let from = 0; from < 1000; from += 25) {
      const batch = agents.flatMap(({ hostId }) => jobs(hostId, 5).map((job, n) => ({ ...job, volumeName: `v${from}-${n}` })))
      await app.db.prisma.job.createMany({ data: batch })
      for (const { hostId } of agents) await app.db.pool.query(`SELECT pg_notify('stowage_jobs', $1)`, [hostId])
      await app.db.pool.query('SELECT pg_sleep(0.3)')
    }
    const done = () => app.db.prisma.job.count({ where: { state: 'succeeded' } })
    await expect.poll(done, { timeout: 20_000 }).toBe(1000)
  } finally {
    clearInterval(killer)
  }
  expect(kills).toBeGreaterThan(2)
  const { rows } = await app.db.pool.query<{ ms: number; attempts: number }>(
    `SELECT max(extract(epoch FROM "startedAt" - "createdAt") * 1000)::float8 AS ms, max(attempt) AS attempts FROM job`,
  )
  expect(rows[0]?.ms).toBeLessThan(6000)
  expect(rows[0]?.attempts).toBe(1)
}, 60_000)
