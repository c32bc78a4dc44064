import { agentRouter } from '@stowage/api/agent/router'
import { appRouter } from '@stowage/api/router'
import type { Database } from '@stowage/db/client'
import type { Live } from '@stowage/db/live'
import { AppError } from '@stowage/domain/app-error'
import { reportBytesMax } from '@stowage/domain/report'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { admitAgents } from './agent-admission.ts'
import { apiGuard, refuseUntilReady } from './api-guard.ts'
import { type Auth, createAuth } from './auth.ts'
import { authRoutes } from './auth-routes.ts'
import { publicReply, sendPublicError } from './error-reply.ts'
import { type Health, healthRoutes } from './health.ts'
import { safeJsonParser } from './json-parser.ts'
import { pathOf } from './log.ts'
import { metricsRoute } from './metrics.ts'
import { measureHttp } from './metrics-http.ts'
import { serverMetrics } from './metrics-server.ts'
import { requestActor } from './request-actor.ts'
import { ownOrigin } from './request-origin.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { sendStatic } from './send-static.ts'
import { loadStaticSite } from './static-site.ts'
import { trpcRoutes } from './trpc-routes.ts'

const userBodyBytesMax = 256 * 1024
const agentBodyBytesMax = reportBytesMax

export type HttpOptions = {
  db: Database
  secret: string
  log: FastifyBaseLogger
  live: Live
  health: Health
  staticDir: string
  /** Address given by the operator; null = whatever the caller used. */
  publicUrl: string | null
  trustProxy: readonly string[]
  /** Names of volumes that /metrics may name. */
  metricsVolumes: readonly string[]
  insecureHttp: boolean
  now: () => Date
  closing: AbortSignal
}

/** Every route of the server on one port. Nothing listens yet. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { db, secret, log, health, publicUrl, now, closing } = options
  const app: FastifyInstance = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: userBodyBytesMax,
    trustProxy: options.trustProxy.length > 0 ? [...options.trustProxy] : false,
    // A call that arrives on an open connection while the server stops is answered, not turned away (FA16).
    return503OnClosing: false,
    // Silent connections end within 10 s; Node looks for them only every 30 s by itself (M20).
    http: { headersTimeout: 5_000, requestTimeout: 60_000, connectionsCheckingInterval: 1_000 },
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 2_000 },
    frameworkErrors(error, request, reply) {
      setSecurityHeaders(reply)
      const { status, shown } = publicReply(error, log)
      sendPublicError(request, reply, status, shown)
    },
  })

  const authOf = { secure: createAuth({ db, secret, secure: true }), plain: createAuth({ db, secret, secure: false }) }
  const authFor = (request: FastifyRequest): Auth =>
    options.insecureHttp && request.protocol === 'http' ? authOf.plain : authOf.secure

  app.addHook('onRequest', async (_request, reply) => setSecurityHeaders(reply))
  app.addHook('onSend', async (_request, reply) => {
    // Otherwise a connection whose call ends while the server stops would stay open and hold it.
    if (closing.aborted) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      path: pathOf(request.url),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    if (reply.statusCode >= 500) request.log.warn(line, 'answered')
    else request.log.debug(line, 'answered')
  })
  app.setErrorHandler((error, request, reply) => {
    const { status, shown } = publicReply(error, request.log)
    return sendPublicError(request, reply, status, shown)
  })

  const metrics = serverMetrics({ db, health })
  app.addHook('onClose', async () => metrics.stop())
  measureHttp(app, metrics)

  healthRoutes(app, health)
  await app.register(async (api) => {
    refuseUntilReady(api, () => health.ready)
    metricsRoute(api, { db, metrics, volumePatterns: options.metricsVolumes, now })
  })
  await app.register(async (api) => {
    safeJsonParser(api)
    apiGuard(api, { db, publicUrl, now })
    refuseUntilReady(api, () => health.ready)
    await authRoutes(api, { db, authFor, insecureHttp: options.insecureHttp, now })
  })
  await app.register(async (api) => {
    safeJsonParser(api, { asText: true })
    apiGuard(api, { db, publicUrl, now })
    refuseUntilReady(api, () => health.ready)
    trpcRoutes(api, {
      prefix: '/trpc',
      router: appRouter,
      closing,
      createContext: async (request) => ({
        db,
        now,
        closing,
        live: options.live,
        origin: publicUrl ?? ownOrigin(request),
        actor: await requestActor(request, authFor(request), db, now()),
      }),
    })
  })

  await app.register(async (api) => {
    safeJsonParser(api, { asText: true, bodyLimit: agentBodyBytesMax, anyKeys: true })
    refuseUntilReady(api, () => health.ready)
    admitAgents(api, { db, now })
    const logUnheard = (error: unknown) => log.error({ err: error }, 'failed without a caller')
    trpcRoutes(api, {
      prefix: '/agent',
      router: agentRouter,
      closing,
      createContext: ({ headers: { authorization = null } }) => ({
        db,
        live: options.live,
        secret,
        authorization,
        now,
        closing,
        log: logUnheard,
      }),
    })
  })

  const site = await loadStaticSite(options.staticDir)
  app.setNotFoundHandler(async (request, reply) => {
    const path = decodedPath(request.url)
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') && !/^\/(trpc|agent|auth|streams|metrics)(\/|$)/.test(path)
    const file = isPage ? site(path) : undefined
    if (file) return sendStatic(request, reply, file, 200)
    const missing = isPage ? site('/404') : undefined
    if (missing) return sendStatic(request, reply, missing, 404)
    const { status, shown } = publicReply(new AppError('not_found', 'There is nothing here.'), request.log)
    return sendPublicError(request, reply, status, shown)
  })
  return app
}

function decodedPath(url: string): string {
  try {
    return decodeURIComponent(pathOf(url))
  } catch {
    return pathOf(url)
  }
}
