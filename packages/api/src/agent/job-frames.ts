import type { AgentSession } from '@stowage/db/agents/find-session'
import { closeJobStream, type JobStream, openJobStream, takeWork } from '@stowage/db/jobs/job-lease'
import type { AgentFrame } from '@stowage/domain/agent-link'
import type { AgentContext } from './context.ts'
import { Wake } from './wake.ts'

/** Everything a notice would tell is also looked for so often (M12, M22). */
const pollMs = 5000
const pingMs = 10_000

/**
 * What the server sends one agent, until the session or the stream is no longer its host's newest, or the host is revoked. A failing look
 * for work is logged and tried again: a database that is away for a while costs no stream (FA3, M26).
 */
export async function* jobFrames(ctx: AgentContext, session: AgentSession, signal: AbortSignal): AsyncGenerator<AgentFrame> {
  const stream = await openJobStream(ctx.db, session)
  const unsent = new Set<string>()
  const cancelled = new Set<string>()
  const wake = new Wake()
  const stopListening = ctx.live.onJobs(session.hostId, () => wake.raise())
  try {
    for (let pingAt = 0; !signal.aborted; ) {
      // Raised while we look: there is something new that this look may have missed.
      wake.lower()
      const work = await look(ctx, stream)
      if (work.state === 'revoked') yield { type: 'revoked' }
      if (work.state !== 'open') return
      for (const frame of work.frames) if (frame.type === 'job') unsent.add(frame.job.id)
      for (const frame of work.frames) {
        if (frame.type === 'job') unsent.delete(frame.job.id)
        if (frame.type === 'cancel') {
          if (cancelled.has(frame.jobId)) continue
          cancelled.add(frame.jobId)
        }
        yield frame
      }
      if (Date.now() >= pingAt) {
        yield { type: 'ping' }
        pingAt = Date.now() + pingMs
      }
      await wake.wait(pollMs, signal)
    }
  } finally {
    stopListening()
    await closeJobStream(ctx.db, stream, [...unsent]).catch(ctx.log)
  }
}

const look = (ctx: AgentContext, stream: JobStream) =>
  takeWork(ctx.db, stream, ctx.now()).catch((error: unknown) => {
    ctx.log(error)
    return { state: 'open' as const, frames: [] }
  })
