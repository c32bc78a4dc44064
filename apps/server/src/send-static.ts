import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Encoding, StaticFile } from './static-site.ts'

/** Sends a file of the UI with its cache rule, its policy when it is a page, and the best encoding that the browser takes. */
export async function sendStatic(
  request: FastifyRequest,
  reply: FastifyReply,
  file: StaticFile,
  status: number,
): Promise<FastifyReply> {
  reply.header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
  reply.header('etag', file.etag).header('vary', 'accept-encoding').type(file.type)
  if (file.csp) reply.header('content-security-policy', file.csp)
  if (status === 200 && request.headers['if-none-match'] === file.etag) return reply.code(304).send()
  const encoding = file.compressible ? best(String(request.headers['accept-encoding'] ?? '')) : 'identity'
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.code(status).send(await file.body(encoding))
}

/** Good enough for browsers: an encoding that is named and not switched off by `q=0`. */
export function best(accepted: string): Encoding {
  const takes = (name: string) => new RegExp(`(^|,)\\s*${name}\\s*(;(?!\\s*q=0(\\.0*)?\\s*(,|$))|,|$)`).test(accepted)
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : 'identity'
}
