import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { text } from 'node:stream/consumers'

/** Wider than what is used: tRPC's own type of it leaves room for every kind of body and headers, and sends a string and a record. */
type Init = { method?: string | undefined; headers?: unknown; body?: unknown; signal?: AbortSignal | null | undefined }

const stringsOf = (headers: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )

/** As much of a fetch Response as tRPC uses. */
export type HttpResponse = {
  status: number
  ok: boolean
  /** The answer as it comes in. */
  stream: IncomingMessage
  json: () => Promise<unknown>
}

/**
 * `fetch` over Node's own HTTP client with connections of its own, for two reasons: `close` drops every connection, so that none of a dead
 * link is used again (M1), and the built-in fetch would add some 13 MB to the agent. Redirects are answers like any other: never followed.
 * Certificates are verified, always: no environment variable changes that here.
 */
export function createHttp() {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true }),
    'https:': new HttpsAgent({ keepAlive: true, rejectUnauthorized: true }),
  }

  const send = async (target: string | URL, init: Init = {}): Promise<HttpResponse> => {
    const url = new URL(target)
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const options = {
      method: init.method ?? 'GET',
      headers: { ...stringsOf(init.headers), 'accept-encoding': 'identity' },
    }
    const onResponse = (response: IncomingMessage) => {
      // An aborted answer errors; whoever reads it hears of that, and nobody else must.
      response.on('error', () => {})
      resolve(response)
    }
    const call =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: agents['https:'] }, onResponse)
        : httpRequest(url, { ...options, agent: agents['http:'] }, onResponse)
    call.on('error', reject)
    // Without an error for the socket: one that was handed back meanwhile has nobody who would listen.
    const { signal } = init
    const onAbort = () => {
      reject(new Error('The call was given up.'))
      call.destroy()
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    call.on('close', () => signal?.removeEventListener('abort', onAbort))
    if (signal?.aborted) onAbort()
    call.end(typeof init.body === 'string' ? init.body : undefined)
    const response = await promise
    const status = response.statusCode ?? 0
    return { status, ok: status >= 200 && status < 300, stream: response, json: async () => JSON.parse(await text(response)) }
  }

  return {
    fetch: send,
    /** Ends all connections, also those on which something is awaited. */
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}
