import { createPublicKey, randomUUID, verify } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type AgentFrame,
  ChallengeInput,
  EnrolInput,
  HeartbeatInput,
  HelloInput,
  helloText,
  ProgressInput,
  ResultInput,
} from '@stowage/domain/agent-link'
import type { SizeFact } from '@stowage/domain/facts'
import type { JobResult, JobSpec } from '@stowage/domain/job'
import { type ReadingKind, ReadingNews } from '@stowage/domain/reading'
import { Report } from '@stowage/domain/report'
import { initTRPC, TRPCError } from '@trpc/server'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import superjson from 'superjson'
import { Frames } from './frames.ts'
import { Store } from './store.ts'

/** One host as this server knows it. */
export type TestHost = {
  id: string
  publicKey: string
  hostname: string
  session: string | null
  store: Store
  frames: Frames
  hellos: HelloInput[]
  heartbeats: HeartbeatInput[]
  stages: { jobId: string; attempt: number; stage: string }[]
  results: { jobId: string; attempt: number; result: JobResult }[]
  /** News of readings in the order of their arrival, each with the sizes that had arrived by then. */
  readings: { news: ReadingNews; sizes: ReadonlyMap<string, SizeFact> }[]
  revoked: boolean
}

/** What happens to an HTTP exchange: `lost` = the request never arrives, `answerLost` = it does, and its answer does not. */
export type Exchange = 'pass' | 'lost' | 'answerLost' | 'tooLarge'

type Context = { token: string | null }

/**
 * The server's side of the agent link, in memory, by the rules of `domain/report.ts`: for what the real server cannot be made to do on
 * demand, such as losing an answer.
 */
export async function agentServer(options: { address?: string; heartbeatMs?: number; fullListMs?: number } = {}) {
  const { address = '127.0.0.1', heartbeatMs = 500, fullListMs = 300_000 } = options
  const tokens = new Map<string, { key: string | null; hostId: string }>()
  const hosts = new Map<string, TestHost>()
  const nonces = new Map<string, string>()
  let fault: (path: string, bytes: number) => Exchange = () => 'pass'

  const t = initTRPC.context<Context>().create({ transformer: superjson, sse: { ping: { enabled: true, intervalMs: 200 } } })
  const unauthorized = () => new TRPCError({ code: 'UNAUTHORIZED', message: 'Say hello again.' })
  const known = (id: string) => {
    const host = hosts.get(id)
    if (!host) throw unauthorized()
    if (host.revoked) throw new TRPCError({ code: 'FORBIDDEN', message: 'This host was revoked.' })
    return host
  }
  const agent = t.procedure.use(({ ctx, next }) => {
    const host = [...hosts.values()].find((each) => each.session !== null && each.session === ctx.token)
    if (!host) throw unauthorized()
    return next({ ctx: { host: known(host.id) } })
  })

  const router = t.router({
    enrol: t.procedure.input(EnrolInput).mutation(({ input }) => {
      const token = tokens.get(input.token)
      if (!token || (token.key !== null && token.key !== input.publicKey)) throw unauthorized()
      token.key = input.publicKey
      if (!hosts.has(token.hostId)) {
        const lists = { hellos: [], heartbeats: [], stages: [], results: [], readings: [] }
        const host = {
          id: token.hostId,
          publicKey: input.publicKey,
          hostname: input.hostname,
          session: null,
          revoked: false,
          ...lists,
        }
        hosts.set(token.hostId, { ...host, store: new Store(), frames: new Frames() })
      }
      return { hostId: token.hostId, name: 'lab' }
    }),
    challenge: t.procedure.input(ChallengeInput).mutation(({ input }) => {
      const nonce = randomUUID()
      nonces.set(known(input.hostId).id, nonce)
      return { nonce }
    }),
    hello: t.procedure.input(HelloInput).mutation(({ input }) => {
      const host = known(input.hostId)
      const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: host.publicKey }, format: 'jwk' })
      const text = Buffer.from(helloText(input.hostId, input.nonce))
      if (nonces.get(host.id) !== input.nonce || !verify(null, text, key, Buffer.from(input.signature, 'base64url')))
        throw unauthorized()
      nonces.delete(host.id)
      host.session = randomUUID()
      host.store.epoch = input.epoch
      host.hellos.push(input)
      return { sessionToken: host.session, heartbeatMs, fullListMs, known: host.store.known }
    }),
    report: agent.input(Report).mutation(({ ctx, input }) => ctx.host.store.apply(input)),
    heartbeat: agent.input(HeartbeatInput).mutation(({ ctx, input }) => {
      ctx.host.heartbeats.push(input)
      const { known: held } = ctx.host.store
      return { resync: held !== null && (held.epoch !== input.epoch || held.rev !== input.rev) }
    }),
    progress: agent.input(ProgressInput).mutation(({ ctx, input }) => void ctx.host.stages.push(input)),
    result: agent.input(ResultInput).mutation(({ ctx, input }) => {
      ctx.host.results.push(input)
      return { accepted: true }
    }),
    reading: agent
      .input(ReadingNews)
      .mutation(({ ctx, input }) => void ctx.host.readings.push({ news: input, sizes: new Map(ctx.host.store.rows.sizes) })),
    jobs: agent.subscription(({ ctx, signal }): AsyncIterable<AgentFrame> => ctx.host.frames.follow(signal)),
  })

  const handle = createHTTPHandler({
    router,
    basePath: '/agent/',
    maxBodySize: 4 * 1024 * 1024,
    createContext: ({ req }) => ({ token: /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1] ?? null }),
  })
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = /^\/agent\/(\w+)/.exec(request.url ?? '')?.[1] ?? ''
    const exchange = fault(path, Number(request.headers['content-length'] ?? 0))
    if (exchange === 'lost') {
      request.socket.destroy()
      return
    }
    if (exchange === 'tooLarge') {
      response.writeHead(413, { 'content-type': 'text/html' }).end('<h1>Request Entity Too Large</h1>')
      return
    }
    if (exchange === 'answerLost') {
      const drop = () => {
        request.socket.destroy()
        return true
      }
      response.write = drop
      response.end = () => {
        drop()
        return response
      }
    }
    handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  const { port } = server.address() as AddressInfo

  return {
    url: `http://${address}:${port}/`,
    port,
    /** A new single-use token. */
    token: () => {
      const token = randomUUID()
      tokens.set(token, { key: null, hostId: randomUUID() })
      return token
    },
    hosts,
    /** The only host. */
    host: (): TestHost | null => [...hosts.values()][0] ?? null,
    order: (host: TestHost, spec: JobSpec, { id = randomUUID() as string, attempt = 1, probe = false } = {}) => {
      host.frames.push({ type: 'job', job: { id, attempt, spec }, probe })
      return id
    },
    /** Asks a host to look at something. */
    ask: (host: TestHost, kind: ReadingKind, subject: string, id = randomUUID() as string) => {
      host.frames.push({ type: 'read', ask: { id, kind, subject } })
      return id
    },
    /** Decides what happens to each HTTP exchange from now on; `bytes` is the length of its body. */
    onExchange: (decide: (path: string, bytes: number) => Exchange) => {
      fault = decide
    },
    stop: async () => {
      for (const host of hosts.values()) host.frames.end()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
    async [Symbol.asyncDispose]() {
      await this.stop()
    },
  }
}
export type AgentServer = Awaited<ReturnType<typeof agentServer>>
