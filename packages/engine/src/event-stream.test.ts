import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readEventStream } from './event-stream.ts'

let server: Server
let engine: ServerResponse
let stream: IncomingMessage
let lines: string[]
let tooLong: number
beforeEach(async () => {
  lines = []
  tooLong = 0
  server = createServer((_request, response) => {
    engine = response
    response.writeHead(200).flushHeaders()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const { port } = address
  stream = await new Promise((resolve) => get({ port, host: '127.0.0.1', agent: false }, resolve))
})
afterEach(() => server.close())

const read = (more: { idleMs?: number; signal?: AbortSignal } = {}) =>
  readEventStream(stream, {
    idleMs: 60_000,
    signal: new AbortController().signal,
    onLine: (line) => lines.push(line),
    onTooLong: () => tooLong++,
    ...more,
  })
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000 })

test('a line that is cut anywhere, also inside a letter, is read whole', async () => {
  const end = read()
  for (const byte of Buffer.from('{"a":"plän😀"}\n\n{"b":1}\n{"half')) {
    engine.write(Buffer.from([byte]))
    if (byte > 127) await new Promise((resolve) => setImmediate(resolve))
  }
  engine.end()
  expect(await end).toBe('broken')
  expect(lines).toEqual(['{"a":"plän😀"}', '{"b":1}'])
})

test('a line of megabytes is dropped and told, those after it are read', async () => {
  const end = read()
  engine.write('x'.repeat(9 * 1024 * 1024))
  await until(() => expect(tooLong).toBe(1))
  engine.write('x'.repeat(1024))
  engine.end('\nnext\n')
  await end
  expect([tooLong, lines]).toEqual([1, ['next']])
})

test('E4: a silent stream is idle, not broken, though ending it reports `aborted`', async () => {
  const silent = read({ idleMs: 30 })
  expect(await silent).toBe('idle')
})

test('A10: a cut connection is a broken stream', async () => {
  const end = read()
  engine.destroy()
  expect(await end).toBe('broken')
})

test('a stream that is no longer wanted is closed, at once when that was known before', async () => {
  const controller = new AbortController()
  const end = read({ signal: controller.signal })
  controller.abort()
  expect(await end).toBe('closed')
  expect(stream.destroyed).toBe(true)
  expect(await read({ signal: AbortSignal.abort() })).toBe('closed')
})
