import { randomUUID } from 'node:crypto'
import type { AgentRouter } from '@stowage/api/agent/router'
import { testKey } from '@stowage/api/agent/test-agent'
import { type AgentFrame, helloText, protocolVersion } from '@stowage/domain/agent-link'
import { defaultHostPolicy } from '@stowage/domain/host-policy'
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { EventSource } from 'eventsource'
import superjson from 'superjson'

/** A machine that ran the enrolment command against the server at `url`: its calls, and its job stream. */
export async function enrolledAgent(url: string, token: string) {
  let session = ''
  const headers = () => (session ? { authorization: `Bearer ${session}` } : {})
  const options = { url: `${url}/agent`, transformer: superjson } as const
  const client = createTRPCClient<AgentRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          ...options,
          EventSource,
          eventSourceOptions: () => ({
            fetch: (input: string | URL, init: RequestInit) =>
              fetch(input, { ...init, headers: { ...init.headers, ...headers() } }),
          }),
        }),
        false: httpLink({ ...options, headers }),
      }),
    ],
  })
  const { signed, enrol } = testKey()
  const { hostId, name } = await client.enrol.mutate(enrol(token, 'machine'))
  const epoch = randomUUID()
  const hello = async () => {
    const { nonce } = await client.challenge.mutate({ hostId })
    const who = {
      hostId,
      nonce,
      signature: signed(helloText(hostId, nonce)),
      agentVersion: '1',
      protocol: protocolVersion,
      epoch,
    }
    const reply = await client.hello.mutate({ ...who, policy: defaultHostPolicy, policyProblem: null, clockMs: Date.now() })
    session = reply.sessionToken
    return session
  }
  await hello()
  const beat = () => client.heartbeat.mutate({ epoch, rev: 0, clockMs: Date.now(), engineReachable: true })
  const stream = async (onFrame: (frame: AgentFrame) => void = () => {}) => {
    const frames: AgentFrame[] = []
    const open = Promise.withResolvers<void>()
    const over = Promise.withResolvers<number>()
    const end = () => over.resolve(performance.now())
    client.jobs.subscribe(undefined, {
      onData(frame) {
        frames.push(frame)
        onFrame(frame)
        open.resolve()
      },
      onError: end,
      onComplete: end,
    })
    await open.promise
    return { frames, over: over.promise }
  }
  return { hostId, name, epoch, sessionToken: session, hello, beat, stream, client }
}
