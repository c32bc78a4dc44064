import { randomBytes } from 'node:crypto'
import { enrolAgent } from '@stowage/db/agents/enrol-agent'
import { recordMismatch } from '@stowage/db/agents/identity-mismatch'
import { keepHeartbeat } from '@stowage/db/agents/keep-heartbeat'
import { openSession } from '@stowage/db/agents/open-session'
import { applyReport } from '@stowage/db/ingest/apply-report'
import { keepProgress, keepResult } from '@stowage/db/jobs/job-news'
import { keepReadingNews } from '@stowage/db/readings/reading-news'
import {
  ChallengeInput,
  ChallengeReply,
  EnrolInput,
  EnrolReply,
  enrolText,
  HeartbeatInput,
  HeartbeatReply,
  HelloInput,
  HelloReply,
  helloText,
  ProgressInput,
  protocolVersion,
  ResultInput,
} from '@stowage/domain/agent-link'
import { AppError } from '@stowage/domain/app-error'
import { ReadingNews } from '@stowage/domain/reading'
import { Report, ReportReply } from '@stowage/domain/report'
import { z } from 'zod'
import { secretTokenHash } from '../secret-token.ts'
import { isOurChallenge, isSigned, makeChallenge } from './challenge.ts'
import { jobFrames } from './job-frames.ts'
import { agentProcedure, openProcedure, router } from './trpc.ts'

const heartbeatMs = 15_000
const fullListMs = 300_000

/** A body may claim a host: the claim is logged when it is not the session's, and counts for nothing (AP4). */
const ClaimedHost = z.string().max(256).optional()
const ReportBody = z.strictObject({ ...Report.shape, hostId: ClaimedHost, host_id: ClaimedHost })

/** Everything an agent can call, mounted at /agent. */
export const agentRouter = router({
  enrol: openProcedure
    .input(EnrolInput)
    .output(EnrolReply)
    .mutation(({ ctx, input: { token, proof, ...input } }) => {
      if (!isSigned(input.publicKey, enrolText(token, input.publicKey), proof))
        throw new AppError('bad_request', 'The agent did not prove that it holds the key it wants to enrol.')
      return enrolAgent(ctx.db, { ...input, tokenHash: secretTokenHash(token), now: ctx.now() })
    }),

  challenge: openProcedure
    .input(ChallengeInput)
    .output(ChallengeReply)
    .mutation(({ ctx, input }) => ({ nonce: makeChallenge(ctx.secret, input.hostId, ctx.now()) })),

  hello: openProcedure
    .input(HelloInput)
    .output(HelloReply)
    .mutation(async ({ ctx, input }) => {
      const now = ctx.now()
      const { hostId, nonce } = input
      const host = isOurChallenge(ctx.secret, hostId, nonce, now)
        ? await ctx.db.prisma.host.findUnique({ where: { id: hostId }, select: { publicKey: true } })
        : null
      if (!host || !isSigned(host.publicKey, helloText(hostId, nonce), input.signature))
        throw new AppError('unauthorized', 'This host is not known here, or its key is another. Enrol it again.')
      if (input.protocol !== protocolVersion)
        throw new AppError(
          'bad_request',
          `This agent (${input.agentVersion}) speaks protocol ${input.protocol}; this server needs ${protocolVersion}. Install the agent of the server's version.`,
        )
      const sessionToken = randomBytes(32).toString('base64url')
      const clockOffsetMs = input.clockMs - now.getTime()
      const { known } = await openSession(ctx.db, { ...input, tokenHash: secretTokenHash(sessionToken), clockOffsetMs, now })
      return { sessionToken, heartbeatMs, fullListMs, known }
    }),

  report: agentProcedure
    .input(ReportBody)
    .output(ReportReply)
    .mutation(async ({ ctx: { db, session, now }, input }) => {
      const { hostId = input.host_id, host_id: _, ...report } = input
      if (hostId !== undefined && hostId !== session.hostId) {
        const text = `The agent of "${session.hostName}" sent a report in the name of another host. It counts for its own.`
        await recordMismatch(db.pool, session, text, { claimed: hostId })
      }
      return applyReport(db, { ...session, receivedAt: now() }, report)
    }),

  heartbeat: agentProcedure
    .input(HeartbeatInput)
    .output(HeartbeatReply)
    .mutation(({ ctx, input }) => keepHeartbeat(ctx.db, ctx.session, input, ctx.now())),

  progress: agentProcedure.input(ProgressInput).mutation(({ ctx, input }) => keepProgress(ctx.db, ctx.session, input)),

  result: agentProcedure
    .input(ResultInput)
    .output(z.object({ accepted: z.boolean() }))
    .mutation(async ({ ctx, input }) => ({ accepted: await keepResult(ctx.db, ctx.session, input) })),

  /** An answer that cannot be read ends its reading in words: asking the agent again would bring the same. */
  reading: agentProcedure.input(z.looseObject({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
    const news = ReadingNews.safeParse(input)
    const reason = 'The agent answered something that this server does not understand, or too much.'
    const none = { id: input.id, state: 'failed', bytes: null, files: null, reason, tree: null } as const
    await keepReadingNews(ctx.db, ctx.session, news.success ? news.data : none, ctx.now())
    if (!news.success) throw new AppError('bad_request', reason)
  }),

  /** Work for this host, and proof of life every ten seconds. */
  jobs: agentProcedure.subscription(async function* ({ ctx, signal }) {
    const over = signal ? AbortSignal.any([signal, ctx.closing]) : ctx.closing
    yield* jobFrames(ctx, ctx.session, over)
  }),
})

export type AgentRouter = typeof agentRouter
