import { z } from 'zod'
import { HostPolicy } from './host-policy.ts'
import { JobOrder, JobResult, JobStage } from './job.ts'
import { ReadingAsk } from './reading.ts'

/** Messages between an agent and the server beside reports. */

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/)

export const EnrolInput = z.strictObject({
  token: z.string().min(20).max(200),
  /** Raw 32-byte Ed25519 public key, base64url. */
  publicKey: Base64Url.length(43),
  /** Signature over `enrolText`: whoever enrols a key holds it. */
  proof: Base64Url.max(100),
  hostname: z.string().max(256),
  agentVersion: z.string().max(64),
})
export type EnrolInput = z.infer<typeof EnrolInput>
export const EnrolReply = z.object({ hostId: z.uuid(), name: z.string() })

export const ChallengeInput = z.strictObject({ hostId: z.uuid() })
export const ChallengeReply = z.object({ nonce: z.string() })

/** Raised whenever an older agent's reports would not be understood; the server then names the version it needs (M25). */
export const protocolVersion = 2

/** The text that the agent signs with its key to enrol it. */
export const enrolText = (token: string, publicKey: string) => `stowage enrol v1\n${token}\n${publicKey}`

/** The text that the agent signs with its key to open a session. */
export const helloText = (hostId: string, nonce: string) => `stowage hello v1\n${hostId}\n${nonce}`

export const HelloInput = z.strictObject({
  hostId: z.uuid(),
  nonce: z.string().max(512),
  signature: Base64Url.max(100),
  agentVersion: z.string().max(64),
  protocol: z.number().int(),
  epoch: z.uuid(),
  policy: HostPolicy,
  policyProblem: z.string().max(1024).nullable(),
  /** Agent's clock, milliseconds since 1970: shown as an offset, trusted for nothing. */
  clockMs: z.number(),
})
export type HelloInput = z.infer<typeof HelloInput>
export const HelloReply = z.object({
  sessionToken: z.string(),
  heartbeatMs: z.number(),
  fullListMs: z.number(),
  /** What the server holds, so that an agent of the same epoch can go on with deltas. */
  known: z.object({ epoch: z.string(), rev: z.number() }).nullable(),
})
export type HelloReply = z.infer<typeof HelloReply>

export const HeartbeatInput = z.strictObject({
  epoch: z.uuid(),
  rev: z.number().int().nonnegative().max(2_147_483_647),
  clockMs: z.number(),
  engineReachable: z.boolean(),
  /** Sent when the policy file changed since hello or the last heartbeat; then `policyProblem` is sent with it. */
  policy: HostPolicy.optional(),
  policyProblem: z.string().max(1024).nullable().optional(),
})
export type HeartbeatInput = z.infer<typeof HeartbeatInput>
export const HeartbeatReply = z.object({ resync: z.boolean() })

/** As wide as the column that keeps it. */
const Attempt = z.number().int().min(0).max(2_147_483_647)
export const ProgressInput = z.strictObject({ jobId: z.uuid(), attempt: Attempt, stage: JobStage })
export const ResultInput = z.strictObject({ jobId: z.uuid(), attempt: Attempt, result: JobResult })

/** What the server pushes on the job stream. `ping` proves that the stream lives. */
export const AgentFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('job'), job: JobOrder, /** look whether it happened, never act again */ probe: z.boolean() }),
  z.object({ type: z.literal('cancel'), jobId: z.uuid() }),
  /** May come again while the agent has it, on this stream or the next: it takes no notice then. */
  z.object({ type: z.literal('read'), ask: ReadingAsk }),
  z.object({ type: z.literal('stop-reading'), id: z.uuid() }),
  z.object({ type: z.literal('resync') }),
  z.object({ type: z.literal('revoked') }),
])
export type AgentFrame = z.infer<typeof AgentFrame>
