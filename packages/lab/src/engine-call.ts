import { request } from 'node:http'
import { Readable } from 'node:stream'

export type EngineAnswer = { status: number; text: string }

/** One HTTP call to an engine's socket, for what the lab itself needs. A body that is not a stream is sent as JSON. */
export function engineCall(
  socketPath: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: Readable | Buffer | Record<string, unknown>,
  timeoutMs = 60_000,
): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const raw = body instanceof Readable || Buffer.isBuffer(body)
    const headers = body === undefined ? {} : { 'content-type': raw ? 'application/x-tar' : 'application/json' }
    const call = request({ socketPath, method, path, headers, timeout: timeoutMs, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
    })
    call.on('timeout', () => call.destroy(new Error(`${method} ${path} had no answer within ${timeoutMs} ms`)))
    call.on('error', reject)
    if (body instanceof Readable) body.on('error', reject).pipe(call)
    else call.end(raw || body === undefined ? body : JSON.stringify(body))
  })
}

/** Like `engineCall`, for a call that must succeed: the parsed answer, or an error with the engine's own words. */
export async function engineJson(...call: Parameters<typeof engineCall>): Promise<unknown> {
  const { status, text } = await engineCall(...call)
  if (status >= 400) throw new Error(`${call[1]} ${call[2]} answered ${status}: ${text.trim()}`)
  return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text
}

/** Whether the engine answers its health check. */
export async function pings(socketPath: string): Promise<boolean> {
  return engineCall(socketPath, 'GET', '/_ping', undefined, 1_000).then(
    ({ status }) => status === 200,
    () => false,
  )
}
