import { IncomingMessage } from 'node:http'
import { addAbortSignal } from 'node:stream'
import type Docker from 'dockerode'
import type { CallsUnderWay } from './calls-under-way.ts'
import type { Pool } from './docker-client.ts'
import { EngineError } from './engine-error.ts'
import { errorReason, namedContainers } from './error-reason.ts'
import { redactText } from './redact-text.ts'

export type EngineRequest = {
  method: 'GET' | 'HEAD' | 'POST' | 'DELETE'
  /** Without version; names in it made by `segment`. */
  path: string
  /** Of a list each value is sent. */
  query?: Record<string, string | readonly string[]>
  body?: object
  deadlineMs: number
  /** Connections it may use: measuring and writing never wait for reads, nor the reverse (A13). Default: read for GET, else write. */
  pool?: Pool
  /** Bytes of a reply that we are ready to read (V12). */
  bytesMax?: number
  /** Values that must not appear in an error text (K3). */
  secrets?: readonly string[]
}

const bytesMaxDefault = 8 * 1024 * 1024
/** All statuses count as answers here, so that one place reads bodies with a cap and maps errors by status (A12). */
const everyStatus = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [index + 100, true]))

/** Opens a request and hands over the response as a stream, whatever its status. */
export function openResponse(
  docker: Docker,
  request: Omit<EngineRequest, 'deadlineMs'>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const onAbort = () => reject(signal.reason)
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  const query = request.query && Object.keys(request.query).length > 0 ? request.query : null
  docker.modem.dial(
    {
      // docker-modem adds a query only to a path with `?` (A6)
      path: query ? `${request.path}?` : request.path,
      method: request.method,
      options: query || request.body ? { _query: query ?? {}, _body: request.body ?? {} } : undefined,
      isStream: true,
      statusCodes: everyStatus,
      abortSignal: signal,
    },
    (error, response) => {
      signal.removeEventListener('abort', onAbort)
      if (error) reject(error)
      else if (response instanceof IncomingMessage) resolve(response)
      else reject(new Error('no response'))
    },
  )
  return promise
}

/** A kept connection may have died with the engine's last restart, so a read is sent once more. */
async function openOnLiveConnection(docker: Docker, request: EngineRequest, signal: AbortSignal): Promise<IncomingMessage> {
  try {
    return await openResponse(docker, request, signal)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (request.method !== 'GET' || signal.aborted || (code !== 'ECONNRESET' && code !== 'EPIPE')) throw error
    return await openResponse(docker, request, signal)
  }
}

async function readBody(response: IncomingMessage, bytesMax: number, signal: AbortSignal): Promise<string> {
  addAbortSignal(signal, response)
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > bytesMax) {
      response.destroy()
      throw new EngineError(
        'reply',
        `The engine's answer is larger than ${Math.round(bytesMax / 1024 / 1024)} MiB and was not read.`,
      )
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const statusText = (body: string): string => {
  const parsed = parseJson(body)
  if (parsed !== null && typeof parsed === 'object' && 'message' in parsed && typeof parsed.message === 'string')
    return parsed.message
  return body.trim() || 'no message'
}

function refuseError(response: IncomingMessage, body: string, request: EngineRequest): void {
  const statusCode = response.statusCode ?? 0
  if (statusCode >= 200 && statusCode <= 299) return
  const text = statusText(body)
  const answer = { statusCode, reason: errorReason(statusCode, text), containerIds: namedContainers(text) }
  throw new EngineError('status', redactText(text, request.secrets), answer)
}

function transportError(error: unknown, request: EngineRequest, isLate: boolean): EngineError {
  if (error instanceof EngineError) return error
  if (isLate) {
    return new EngineError(
      'timeout',
      `The engine did not answer ${request.method} ${request.path} within ${request.deadlineMs / 1000} s.`,
    )
  }
  const text = error instanceof Error ? error.message : String(error)
  return new EngineError('unreachable', `The Docker Engine cannot be reached: ${redactText(text, request.secrets)}`)
}

/**
 * One call with a deadline, through dockerode's connection.
 * @returns the parsed JSON body, or null for an empty one; of a HEAD its headers
 * @throws EngineError
 */
export async function callEngine(docker: Docker, request: EngineRequest, calls: CallsUnderWay): Promise<unknown> {
  using underWay = calls.begin(request.deadlineMs)
  const { signal } = underWay
  try {
    const response = await openOnLiveConnection(docker, request, signal)
    const body = await readBody(response, request.bytesMax ?? bytesMaxDefault, signal)
    refuseError(response, body, request)
    if (request.method === 'HEAD') return response.headers
    if (body.trim() === '') return null
    const parsed = parseJson(body)
    if (parsed !== undefined) return parsed
    throw new EngineError('reply', `The engine's answer to ${request.method} ${request.path} is not JSON.`)
  } catch (error) {
    throw transportError(error, request, underWay.isLate())
  }
}

/**
 * Opens an endless response. The deadline is for its start only (A9); `signal` ends it.
 * @throws EngineError
 */
export async function openStream(docker: Docker, request: EngineRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), request.deadlineMs)
  const both = AbortSignal.any([late.signal, signal])
  try {
    const response = await openResponse(docker, request, both)
    if (response.statusCode !== 200) refuseError(response, await readBody(response, bytesMaxDefault, both), request)
    return response
  } catch (error) {
    throw transportError(error, request, late.signal.aborted)
  } finally {
    clearTimeout(timer)
  }
}
