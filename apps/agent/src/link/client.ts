import {
  AgentFrame,
  ChallengeReply,
  type EnrolInput,
  EnrolReply,
  type HeartbeatInput,
  HeartbeatReply,
  type HelloInput,
  HelloReply,
} from '@stowage/domain/agent-link'
import type { JobResult, JobStage } from '@stowage/domain/job'
import type { ReadingNews } from '@stowage/domain/reading'
import { type Report, ReportReply } from '@stowage/domain/report'
import { createTRPCUntypedClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { z } from 'zod'
import { createHttp, type HttpResponse } from './http-fetch.ts'
import { LinkError, linkError } from './link-error.ts'
import { plainJson } from './plain-json.ts'
import { StreamSource } from './stream-source.ts'

const shortMs = 10_000
const reportMs = 40_000
/** A stream without a byte for so long is dead, whatever TCP says (M1); the server sends something every few seconds. */
const silenceMs = 45_000

export type JobStream = { closed: Promise<LinkError>; close: () => void }
export type Client = ReturnType<typeof createClient>

/**
 * The server's agent procedures, each with a deadline, each answer checked: agent and server may be of different versions. Never follows
 * a redirect. Every failure is a LinkError.
 */
export function createClient(server: URL, options: { silenceMs?: number } = {}) {
  let token: string | null = null
  const headers = () => (token === null ? {} : { authorization: `Bearer ${token}` })
  const url = new URL('agent', server).href
  const transformer = plainJson
  const http = createHttp()
  let onBytes = () => {}
  let streamFailure: LinkError | null = null

  /** Opens the one stream; a refusal is kept, for the event parser knows no more than that it failed. */
  const openStream = async (target: string, signal: AbortSignal): Promise<HttpResponse['stream']> => {
    const response = await http.fetch(target, { headers: { ...headers(), accept: 'text/event-stream' }, signal })
    if (response.ok) return response.stream
    streamFailure = await refusal(response)
    throw streamFailure
  }

  const trpc = createTRPCUntypedClient({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({
          url,
          transformer,
          EventSource: StreamSource,
          eventSourceOptions: { open: openStream, onBytes: () => onBytes() },
        }),
        false: httpLink({
          url,
          transformer,
          headers,
          fetch: async (input, init) => ownAnswer(await http.fetch(String(input), init)),
        }),
      }),
    ],
  })

  const call = async <T>(
    path: string,
    input: unknown,
    reply: z.ZodType<T>,
    deadlineMs: number,
    signal?: AbortSignal,
  ): Promise<T> => {
    // A plain timer: a timeout signal that is only reached through AbortSignal.any can be collected before it fires.
    const abort = new AbortController()
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      abort.abort()
    }, deadlineMs)
    const onAbort = () => abort.abort()
    signal?.addEventListener('abort', onAbort, { once: true })
    if (signal?.aborted) onAbort()
    try {
      const answer = await trpc.mutation(path, input, { signal: abort.signal })
      const parsed = reply.safeParse(answer)
      if (parsed.success) return parsed.data
      throw new LinkError('unreachable', `The server's answer to ${path} is not understood.`)
    } catch (error) {
      if (isLate) throw new LinkError('unreachable', `The server did not answer ${path} within ${deadlineMs / 1000} s.`)
      throw linkError(error)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  }

  return {
    setToken: (sessionToken: string | null) => {
      token = sessionToken
    },
    /** Drops every connection, so that the next session uses none of a dead link. */
    disconnect: http.close,
    enrol: (input: EnrolInput) => call('enrol', input, EnrolReply, shortMs),
    challenge: (hostId: string, signal: AbortSignal) => call('challenge', { hostId }, ChallengeReply, shortMs, signal),
    hello: (input: HelloInput, signal: AbortSignal) => call('hello', input, HelloReply, shortMs, signal),
    report: (report: Report, signal: AbortSignal) => call('report', report, ReportReply, reportMs, signal),
    heartbeat: (input: HeartbeatInput, signal: AbortSignal) => call('heartbeat', input, HeartbeatReply, shortMs, signal),
    progress: (jobId: string, attempt: number, stage: JobStage, signal: AbortSignal) =>
      call('progress', { jobId, attempt, stage }, z.unknown(), shortMs, signal),
    result: (jobId: string, attempt: number, result: JobResult, signal: AbortSignal) =>
      call('result', { jobId, attempt, result }, z.object({ accepted: z.boolean() }), shortMs, signal),
    reading: (news: ReadingNews, signal: AbortSignal) => call('reading', news, z.unknown(), reportMs, signal),
    /** Opens the stream of frames once: it never reconnects by itself, `closed` says why it ended. */
    jobs: (onFrame: (frame: AgentFrame) => void): JobStream => {
      const { promise, resolve } = Promise.withResolvers<LinkError>()
      const silent = () =>
        end(new LinkError('unreachable', `Nothing came from the server for ${(options.silenceMs ?? silenceMs) / 1000} s.`))
      let timer = setTimeout(silent, options.silenceMs ?? silenceMs)
      onBytes = () => {
        clearTimeout(timer)
        timer = setTimeout(silent, options.silenceMs ?? silenceMs)
      }
      streamFailure = null
      const subscription = trpc.subscription('jobs', undefined, {
        onData: (data) => {
          const frame = AgentFrame.safeParse(data)
          // A frame of a kind that a newer server knows is not for this agent.
          if (frame.success) onFrame(frame.data)
        },
        onConnectionStateChange: (state) => {
          if (state.state === 'connecting' && state.error) end(streamFailure ?? linkError(state.error))
        },
        onError: (error) => end(streamFailure ?? linkError(error)),
        onStopped: () => end(new LinkError('unreachable', 'The server ended the stream.')),
        onComplete: () => end(new LinkError('unreachable', 'The server ended the stream.')),
      })
      const end = (error: LinkError) => {
        clearTimeout(timer)
        onBytes = () => {}
        resolve(error)
        queueMicrotask(() => subscription.unsubscribe())
      }
      return { closed: promise, close: () => end(new LinkError('unreachable', 'Closed by the agent.')) }
    },
  }
}

/** @throws LinkError for the page of a proxy, whose status still counts where it can do no harm: less to send is less to refuse. */
function ownAnswer(response: HttpResponse): HttpResponse {
  if (/json/i.test(response.stream.headers['content-type'] ?? '')) return response
  response.stream.resume()
  const kind = response.status === 413 ? 'tooLarge' : 'unreachable'
  throw new LinkError(kind, `Something on the way answered ${response.status} in place of the server.`)
}

const ErrorBody = z.object({ error: z.object({ json: z.object({ message: z.string(), data: z.object({ code: z.string() }) }) }) })

async function refusal(response: HttpResponse): Promise<LinkError> {
  const body = ErrorBody.safeParse(await response.json().catch(() => null))
  const code = body.data?.error.json.data.code
  const message = body.data?.error.json.message ?? `The server answered ${response.status}.`
  if (code === 'UNAUTHORIZED') return new LinkError('unauthorized', message)
  if (code === 'FORBIDDEN') return new LinkError('revoked', message)
  return new LinkError('unreachable', message)
}
