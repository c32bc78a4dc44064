import type { ServerResponse } from 'node:http'
import { type FakeEngine, fakeEngine } from '@stowage/lab/testing/fake-engine'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connectEngine, type Engine } from './connect.ts'
import type { EngineError } from './engine-error.ts'
import type { EngineEvent } from './engine-event.ts'
import type { EventGap, EventWatch, WatchEventsOptions } from './events.ts'
import { events2010 } from './testing/recorded.ts'

let fake: FakeEngine
let engine: Engine
let watch: EventWatch | null = null
/** The open streams, newest last, as the engine sees them. */
let streams: ServerResponse[]
/** What the engine replays to each new stream. */
let replay: string[]
let events: EngineEvent[]
let gaps: EventGap[]
let opens: number
let downs: EngineError[]

beforeEach(async () => {
  streams = []
  replay = []
  events = []
  gaps = []
  downs = []
  opens = 0
  fake = await fakeEngine()
  fake.on('GET /events', (_call, response) => {
    response.writeHead(200).flushHeaders()
    for (const line of replay) response.write(`${line}\n`)
    streams.push(response)
    return 'hang'
  })
  engine = await connectEngine({ socketPath: fake.socket })
})
afterEach(async () => {
  watch?.close()
  engine.close()
  await fake.stop()
})

const start = (options: Partial<WatchEventsOptions> = {}) => {
  watch = engine.watchEvents({
    onEvent: (event) => events.push(event),
    onOpen: () => opens++,
    onGap: (gap) => gaps.push(gap),
    onDown: (error) => downs.push(error),
    replayMs: 50,
    backoffMs: { first: 1, max: 4 },
    ...options,
  })
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000 })
const opened = (count: number) => until(() => expect(opens).toBeGreaterThanOrEqual(count))
const got = (count: number) => until(() => expect(events).toHaveLength(count))
const newest = () => {
  const stream = streams.at(-1)
  if (!stream) throw new Error('no stream is open')
  return stream
}
const tell = (...lines: string[]) => newest().write(lines.map((line) => `${line}\n`).join(''))
const eventCalls = () => fake.calls.filter(({ path }) => path === '/events')
/** The same event, later by the given seconds. */
const later = (line: string, seconds: number) =>
  line.replace(/"timeNano":(\d{10})/, (_, whole: string) => `"timeNano":${Number(whole) + seconds}`)

test('events arrive as hints, and only those of volumes and containers are asked for', async () => {
  start()
  await opened(1)
  tell(events2010.create, events2010.mount, events2010.exec, 'not json')
  await got(2)
  expect(events.map(({ kind, action }) => `${kind} ${action}`)).toEqual(['container create', 'volume mount'])
  const filters = JSON.parse(eventCalls()[0]?.query.get('filters') ?? '')
  expect(filters).toMatchObject({ type: ['volume', 'container'] })
  expect(gaps).toEqual([])
})

test('A10, E1: a stream that breaks is opened once more, from where it was, and repeats nothing when the engine remembers', async () => {
  start()
  await opened(1)
  tell(events2010.mount)
  await got(1)
  replay = [events2010.mount, events2010.unmount]
  newest().destroy()
  await got(2)
  expect(events.map(({ kind, action }) => `${kind} ${action}`)).toEqual(['volume mount', 'volume unmount'])
  expect(eventCalls().map(({ query }) => query.get('since'))).toEqual([expect.stringMatching(/^\d+$/), '1795470905.879699162'])
  expect(opens).toBe(2)
  // long after the replay's time: the engine showed that it remembers, so there is no gap
  tell(later(events2010.mount, 60))
  await got(3)
  newest().end()
  await opened(3)
  expect(eventCalls()).toHaveLength(3)
  expect(gaps).toEqual([])
})

test('E1: an engine that remembers nothing after a break leaves a gap', async () => {
  start()
  await opened(1)
  tell(events2010.mount)
  await got(1)
  const before = new Date().toISOString()
  newest().end()
  await until(() => expect(gaps).toHaveLength(1))
  const [gap] = gaps
  expect(gap?.cause).toBe('stream_gap')
  expect(gap && before <= gap.from && gap.from <= gap.to && gap.to <= new Date().toISOString()).toBe(true)
})

test('FA7: while the engine is away it is asked again and again; then it is told as a restart', async () => {
  start()
  await opened(1)
  tell(events2010.mount)
  await got(1)
  fake.on('GET /version', 'cut')
  newest().destroy()
  await until(() => expect(downs.length).toBeGreaterThan(3))
  expect(downs[0]?.kind).toBe('unreachable')
  fake.on('GET /version', { json: { Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12' } })
  fake.on('GET /events', (_call, response) => {
    response.writeHead(200).flushHeaders()
    streams.push(response)
    return 'hang'
  })
  await until(() => expect(gaps).toMatchObject([{ cause: 'engine_restart' }]))
  expect(engine.apiVersion).toBe('1.41')
  expect(eventCalls().at(-1)?.url).toMatch(/^\/v1\.41\/events\?/)
})

test('an error status of the stream is told and tried again', async () => {
  fake.on('GET /events', { status: 403, json: { message: 'denied by proxy' } })
  start()
  await until(() => expect(downs.length).toBeGreaterThan(1))
  expect(downs[0]).toMatchObject({ kind: 'status', statusCode: 403, message: 'denied by proxy' })
  expect(opens).toBe(0)
})

test('FA8: a stream whose opening hangs ends at the deadline; an open one may be quiet for longer than that (A9)', async () => {
  engine.close()
  engine = await connectEngine({ socketPath: fake.socket, deadlines: { read: 60 } })
  start()
  await opened(1)
  await new Promise((resolve) => setTimeout(resolve, 150))
  tell(events2010.mount)
  await got(1)
  expect(eventCalls()).toHaveLength(1)
  fake.on('GET /events', 'hang')
  newest().end()
  await until(() => expect(downs[0]?.kind).toBe('timeout'))
})

test('E4: a stream that fell silent is opened anew; when nothing was missed that is no gap', async () => {
  start({ idleMs: 60, replayMs: 20 })
  await opened(3)
  expect(gaps).toEqual([])
  replay = [later(events2010.mount, 5), later(events2010.unmount, 9)]
  await until(() => expect(gaps).toMatchObject([{ cause: 'stream_gap' }]))
  expect(events).toHaveLength(2)
})

test('an agent that starts again knows whether it missed events', async () => {
  replay = [events2010.mount, events2010.unmount]
  start({ since: { cursor: '1795470905.879699162', at: '2026-11-23T21:55:07.000Z' } })
  await got(1)
  expect(events[0]).toMatchObject({ action: 'unmount' })
  expect(eventCalls()[0]?.query.get('since')).toBe('1795470905.879699162')
  expect(watch?.cursor).toBe('1795470906.325206310')
  watch?.close()

  replay = []
  start({ since: { cursor: '1795470906.325206310', at: '2026-11-23T21:55:07.000Z' } })
  await until(() => expect(gaps).toMatchObject([{ cause: 'agent_down', from: '2026-11-23T21:55:07.000Z' }]))
})

test('a closed watch ends its stream and tells nothing more', async () => {
  start()
  await opened(1)
  const closed = new Promise((resolve) => newest().on('close', resolve))
  watch?.close()
  await closed
  expect([opens, events, gaps, downs]).toEqual([1, [], [], []])
  expect(eventCalls()).toHaveLength(1)
})
