import { connect, type Socket } from 'node:net'
import { engineFact, reportOf, theEngine } from '@stowage/db/testing/facts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enrolledAgent } from './testing/enrolled-agent.ts'
import { testServer } from './testing/test-server.ts'

type App = Awaited<ReturnType<typeof testServer>>
type Agent = Awaited<ReturnType<typeof enrolledAgent>>
let app: App
let agents: Agent[]
const sockets: Socket[] = []
beforeAll(async () => {
  app = await testServer()
  const client = app.client(await app.person('admin'))
  const enrol = async () => enrolledAgent(app.url, (await client.hosts.enrol.mutate({})).token)
  agents = [await enrol(), await enrol()]
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await app[Symbol.asyncDispose]()
})

/** Begins a call and never ends its body. Resolves with the status, null when none comes within a moment. */
async function beginSlowly(path: string, token?: string): Promise<number | null> {
  const { hostname, port } = new URL(app.url)
  const socket = connect(Number(port), hostname)
  sockets.push(socket)
  const who = token === undefined ? '' : `authorization: Bearer ${token}\r\n`
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\n${who}content-type: application/json\r\ncontent-length: 100000\r\n\r\n{`)
  const { promise, resolve } = Promise.withResolvers<number | null>()
  socket.once('data', (chunk) => resolve(Number(String(chunk).split(' ')[1])))
  socket.on('error', () => resolve(null))
  setTimeout(() => resolve(null), 1000)
  return await promise
}

const epochs = new Map<Agent, number>()
async function tell(agent: Agent) {
  const rev = (epochs.get(agent) ?? 0) + 1
  epochs.set(agent, rev)
  return agent.client.report.mutate(reportOf({ epoch: agent.epoch, rev, sections: { engine: theEngine(engineFact()) } }))
}

it('strangers that send greetings and reports by the drop keep no agent waiting', { timeout: 20_000 }, async () => {
  const paths = ['/agent/hello', '/agent/report', '/agent/report,report', '/agent/reporting']
  await Promise.all(Array.from({ length: 40 }, (_, index) => beginSlowly(paths[index % paths.length] ?? '')))
  const [first] = agents
  if (!first) throw new Error('no agent')
  const began = performance.now()
  expect(await tell(first)).toMatchObject({ outcome: 'applied' })
  await expect(first.hello()).resolves.toBeDefined()
  expect(performance.now() - began).toBeLessThan(3000)
})

it('a host that begins many reports and ends none has one place; the others go on', { timeout: 20_000 }, async () => {
  const [bad, good] = agents
  if (!bad || !good) throw new Error('no agents')
  const token = await bad.hello()
  const first = beginSlowly('/agent/report', token)
  await expect.poll(() => beginSlowly('/agent/heartbeat,report', token)).toBe(503)
  expect(await first).toBe(null)
  const began = performance.now()
  expect(await tell(good)).toMatchObject({ outcome: 'applied' })
  expect(performance.now() - began).toBeLessThan(3000)
})
