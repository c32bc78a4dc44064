import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { Database } from '@stowage/db/client'
import { type AgentFrame, enrolText, helloText, protocolVersion } from '@stowage/domain/agent-link'
import { defaultHostPolicy } from '@stowage/domain/host-policy'
import type { Report } from '@stowage/domain/report'
import { newSecretToken } from '../secret-token.ts'
import type { AgentContext } from './context.ts'
import { agentRouter } from './router.ts'

/** For tests: one replica of the server, its notices delivered by hand or not at all. */
export function testReplica(db: Database, now: () => Date = () => new Date()) {
  const wakes = new Map<string, Set<() => void>>()
  const errors: unknown[] = []
  const closing = new AbortController()
  const live: AgentContext['live'] = {
    onJobs: (hostId, wake) => {
      const set = wakes.get(hostId) ?? new Set()
      wakes.set(hostId, set.add(wake))
      return () => set.delete(wake)
    },
  }
  const call = (token: string | null, signal?: AbortSignal) =>
    agentRouter.createCaller(
      {
        db,
        live,
        secret: 'test',
        authorization: token && `Bearer ${token}`,
        now,
        closing: closing.signal,
        log: (error) => errors.push(error),
      },
      { signal },
    )
  return { call, errors, close: () => closing.abort(), wake: (hostId: string) => wakes.get(hostId)?.forEach((one) => void one()) }
}

export type TestReplica = ReturnType<typeof testReplica>

/** A new enrolment's token, for half an hour. */
export async function testEnrolment(
  db: Database,
  { name = null, expiresAt }: { name?: string | null; expiresAt?: Date } = {},
): Promise<string> {
  const { token, hash } = newSecretToken('swe_')
  await db.prisma.enrolment.create({
    data: { name, tokenHash: hash, createdBy: 'Ann', expiresAt: expiresAt ?? new Date(Date.now() + 1_800_000) },
  })
  return token
}

export function testKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const signed = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64url')
  const raw = publicKey.export({ format: 'jwk' }).x ?? ''
  const enrol = (token: string, hostname: string) => ({
    token,
    publicKey: raw,
    proof: signed(enrolText(token, raw)),
    hostname,
    agentVersion: '1',
  })
  return { publicKey: raw, signed, enrol }
}

/** An agent on the wire: what its host is, and its calls. */
export async function testAgent(db: Database, replica: TestReplica, name = `host-${randomUUID().slice(0, 8)}`) {
  const key = testKey()
  const token = await testEnrolment(db, { name })
  const { hostId } = await replica.call(null).enrol(key.enrol(token, name))
  const epoch = randomUUID()
  const hello = async (over: { clockMs?: number; replica?: TestReplica } = {}) => {
    const server = over.replica ?? replica
    const { nonce } = await server.call(null).challenge({ hostId })
    const { sessionToken, known } = await server.call(null).hello({
      hostId,
      nonce,
      signature: key.signed(helloText(hostId, nonce)),
      agentVersion: '1',
      protocol: protocolVersion,
      epoch,
      policy: defaultHostPolicy,
      policyProblem: null,
      clockMs: over.clockMs ?? Date.now(),
    })
    return { sessionToken, known, call: (signal?: AbortSignal) => server.call(sessionToken, signal) }
  }
  const report = (over: Partial<Report>): Report => ({
    epoch,
    rev: 1,
    baseRev: null,
    sections: {},
    events: [],
    blind: [],
    ...over,
  })
  return { hostId, name, epoch, key, token, hello, report }
}

export type TestAgent = Awaited<ReturnType<typeof testAgent>>
export type TestSession = Awaited<ReturnType<TestAgent['hello']>>

/** The session's job stream, read frame by frame; pings are left out. */
export async function testStream(session: TestSession) {
  const stop = new AbortController()
  const frames = (await session.call(stop.signal).jobs())[Symbol.asyncIterator]()
  const next = async (): Promise<AgentFrame | 'ended'> => {
    for (;;) {
      const { value, done } = await frames.next()
      if (done) return 'ended'
      if (value.type !== 'ping') return value
    }
  }
  /** Waits for a job frame, of a probe or of an order. */
  const job = async () => {
    const frame = await next()
    if (frame === 'ended' || frame.type !== 'job') throw new Error(`no job but ${JSON.stringify(frame)}`)
    return { ...frame.job, probe: frame.probe }
  }
  const close = async () => {
    stop.abort()
    await frames.return?.(undefined)
  }
  return { next, job, close, opened: async () => void (await frames.next()), [Symbol.asyncDispose]: close }
}
