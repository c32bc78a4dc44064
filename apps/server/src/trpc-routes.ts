import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { errorId } from '@stowage/api/error-id'
import { namedTransport } from '@stowage/api/error-shape'
import { AppError } from '@stowage/domain/app-error'
import type { AnyRouter, inferRouterContext } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { best } from './send-static.ts'

const compress = promisify(gzip)
const compressBytesMin = 4096
const batchMax = 10

type Options<R extends AnyRouter> = {
  prefix: '/trpc' | '/agent'
  router: R
  createContext: (request: FastifyRequest) => Promise<inferRouterContext<R>> | inferRouterContext<R>
  closing: AbortSignal
}

/** Mounts a tRPC router. The body was read and checked as text by the content type parser. */
export function trpcRoutes<R extends AnyRouter>(
  app: FastifyInstance,
  { prefix, router, createContext, closing }: Options<R>,
): void {
  app.all(`${prefix}/*`, async (request, reply) => {
    const response = await fetchRequestHandler({
      endpoint: prefix,
      router,
      req: fetchRequest(request, reply),
      createContext: () => contextOf(createContext, request),
      maxBatchSize: batchMax,
      responseMeta: ({ errors }) => {
        const wait = errors.map(({ cause }) => cause instanceof AppError && cause.details.retryAfterSeconds).find(Boolean)
        return typeof wait === 'number' ? { headers: { 'retry-after': String(wait) } } : {}
      },
      onError({ error, path }) {
        if (error.code !== 'INTERNAL_SERVER_ERROR') return
        const id = errorId(error)
        request.log.error({ err: error.cause ?? error, procedure: path, errorId: id }, `error ${id}`)
      },
    })
    return send(request, reply, response, closing)
  })
}

/** A caller who cannot be told apart fails as any call does, with the status of the reason. */
async function contextOf<C>(create: (request: FastifyRequest) => Promise<C> | C, request: FastifyRequest): Promise<C> {
  try {
    return await create(request)
  } catch (error) {
    throw namedTransport(error) ?? error
  }
}

function fetchRequest(request: FastifyRequest, reply: FastifyReply): Request {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    // Of a body that was read already, its old length and transfer encoding mean nothing.
    if (value !== undefined && !/^(connection|transfer-encoding|content-length|expect|upgrade|keep-alive)$/.test(name))
      headers.set(name, String(value))
  }
  const body = request.method === 'POST' && typeof request.body === 'string' ? request.body : undefined
  return new Request(new URL(request.url, 'http://localhost'), {
    method: request.method,
    headers,
    signal: gone.signal,
    ...(body === undefined ? {} : { body }),
  })
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  response: Response,
  closing: AbortSignal,
): Promise<FastifyReply> {
  reply.code(response.status)
  for (const [name, value] of response.headers) if (name !== 'cache-control') reply.header(name, value)
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream') && response.body) {
    // Cut, not ended: a stream that ends by itself tells its client not to come back.
    const cut = () => reply.raw.destroy()
    closing.addEventListener('abort', cut, { once: true })
    reply.raw.once('close', () => closing.removeEventListener('abort', cut))
    // Proxies must not collect the stream to compress it.
    reply.header('cache-control', 'no-store, no-transform')
    return reply.send(Readable.fromWeb(response.body as ReadableStream))
  }
  const bytes = Buffer.from(await response.arrayBuffer())
  if (bytes.length < compressBytesMin || best(String(request.headers['accept-encoding'] ?? '')) === 'identity')
    return reply.send(bytes)
  return reply
    .header('content-encoding', 'gzip')
    .header('vary', 'accept-encoding')
    .send(await compress(bytes))
}
