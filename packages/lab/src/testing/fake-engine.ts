import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { defaultAnswers, type FakeAnswer } from './fake-answers.ts'

export type RecordedCall = { method: string; url: string; path: string; query: URLSearchParams; body: string }

/** Answers one route: a plain value is sent as JSON; `hang` accepts and never answers; a function does as it likes. */
export type FakeRoute = FakeAnswer | ((call: RecordedCall, response: ServerResponse) => FakeAnswer | Promise<FakeAnswer>)

export type FakeEngine = {
  socket: string
  /** Every request in order, so a test can prove what is never called. */
  calls: RecordedCall[]
  /** Replaces the answer of `METHOD /path` without the version prefix; `*` stands for one segment. The latest wins. */
  on(route: string, answer: FakeRoute): void
  /** Sends one event to every open `/events` stream. */
  emit(event: Record<string, unknown>): void
  /** Cuts every open `/events` stream. */
  endEvents(): void
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Calls that Stowage may never make: prune, force, and removing a container's anonymous volumes (`v`). */
export function forbiddenCalls(calls: readonly RecordedCall[]): string[] {
  const on = (value: string | null) => value !== null && value !== '' && value !== '0' && value.toLowerCase() !== 'false'
  return calls
    .filter(({ path, query }) => path.endsWith('/prune') || on(query.get('force')) || on(query.get('v')))
    .map(({ method, url }) => `${method} ${url}`)
}

function matches(route: string, method: string, path: string): boolean {
  const [wanted, pattern = ''] = route.split(' ')
  const expected = pattern.split('/')
  const given = path.split('/')
  return wanted === method && expected.length === given.length && expected.every((part, i) => part === '*' || part === given[i])
}

/**
 * An HTTP server on a Unix socket for what a real engine cannot be made to do on demand: hang, fail on one route, answer in half,
 * speak another API version. Unknown routes answer 404 as an engine does. `apiVersion` and `minApiVersion` are those it claims;
 * a request for a version outside of them gets the engine's 400.
 */
export async function fakeEngine({ apiVersion = '1.51', minApiVersion = '1.24' } = {}): Promise<FakeEngine> {
  const dir = mkdtempSync(join(tmpdir(), 'fake-engine-'))
  const socket = join(dir, 'docker.sock')
  const routes = new Map<string, FakeRoute>(Object.entries(defaultAnswers({ apiVersion, minApiVersion })))
  const calls: RecordedCall[] = []
  const streams = new Set<ServerResponse>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/'
    const { pathname, searchParams: query } = new URL(url, 'http://engine')
    const [, version] = /^\/v(\d+\.\d+)\//.exec(pathname) ?? []
    const path = version ? pathname.slice(version.length + 2) : pathname
    const method = request.method ?? 'GET'
    const call: RecordedCall = { method, url, path, query, body: '' }
    calls.push(call)
    call.body = await text(request)
    response.setHeader('Api-Version', apiVersion).setHeader('Server', 'Docker/fake (linux)').setHeader('Ostype', 'linux')
    const refusal = version ? versionRefusal(version, minApiVersion, apiVersion) : null
    if (refusal) return send(response, { status: 400, json: { message: refusal } })
    if (method === 'GET' && path === '/events' && !routes.has('GET /events')) return openStream(response)
    const route = [...routes].reverse().find(([pattern]) => matches(pattern, method === 'HEAD' ? 'GET' : method, path))?.[1]
    if (route === undefined) return send(response, { status: 404, json: { message: 'page not found' } })
    send(response, typeof route === 'function' ? await route(call, response) : route)
  }

  function openStream(response: ServerResponse): void {
    streams.add(response)
    response.on('close', () => streams.delete(response))
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
    rmSync(dir, { recursive: true, force: true })
  }
  return {
    socket,
    calls,
    on: (route, given) => {
      routes.delete(route)
      routes.set(route, given)
    },
    emit: (event) => {
      for (const stream of streams) stream.write(`${JSON.stringify(event)}\n`)
    },
    endEvents: () => {
      for (const stream of streams) stream.end()
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function send(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === 'hang' || response.headersSent) return
  if (answer === 'cut') return void response.destroy()
  const { status = 200, json, text: plain, headers = {} } = answer
  const type = json === undefined ? 'text/plain; charset=utf-8' : 'application/json'
  response.writeHead(status, { 'content-type': type, ...headers }).end(json === undefined ? plain : JSON.stringify(json))
}

/** The engine's own words (api/server/middleware/version.go, 20.10 to 29). */
function versionRefusal(version: string, min: string, max: string): string | null {
  const rank = (value: string) =>
    value
      .split('.')
      .map(Number)
      .reduce((major, minor) => major * 1000 + minor)
  if (rank(version) < rank(min)) {
    return `client version ${version} is too old. Minimum supported API version is ${min}, please upgrade your client to a newer version`
  }
  return rank(version) > rank(max) ? `client version ${version} is too new. Maximum supported API version is ${max}` : null
}
