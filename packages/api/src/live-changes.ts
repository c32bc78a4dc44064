import { AppError } from '@stowage/domain/app-error'
import type { LiveChange } from '@stowage/domain/list'
import { actorAlive } from './actor-alive.ts'
import { Wake } from './agent/wake.ts'
import type { UserContext } from './context.ts'
import { toTransport } from './error-shape.ts'
import { LiveBatch } from './live-batch.ts'
import { visibleHostIds } from './visible-hosts.ts'

const betweenMs = 500
/** The session is asked for so often: an ended one closes the stream within 5 s (AU8). */
const aliveEveryMs = 2_500

/** Changes on the caller's hosts until the signal aborts or the caller's session or rights end. */
export async function* liveChanges(ctx: UserContext, signal: AbortSignal): AsyncGenerator<LiveChange> {
  const { db, actor, live } = ctx
  const batch = new LiveBatch()
  const wake = new Wake()
  // Whatever changed while nobody listened, be it before a resume or between a page's first queries and this moment (M28).
  batch.addEverything()
  const stop = live.listen({
    change(change) {
      batch.add(change)
      wake.raise()
    },
    overflow() {
      batch.addEverything()
      wake.raise()
    },
  })
  try {
    let visible = await visibleHostIds(db.prisma, actor)
    for (let askAt = Date.now() + aliveEveryMs; !signal.aborted; ) {
      wake.lower()
      const changes = batch.take()
      if (changes.some(({ topic }) => topic === 'host' || topic === 'all')) visible = await visibleHostIds(db.prisma, actor)
      for (const change of changes) if (isFor(change, visible)) yield change
      if (Date.now() >= askAt) {
        // A database that is away says nothing about the session: the stream goes on and asks again.
        if (!(await actorAlive(db.prisma, actor, ctx.now()).catch(() => true))) throw ended()
        askAt = Date.now() + aliveEveryMs
      }
      if (changes.length > 0) await pause(betweenMs, signal)
      if (batch.isEmpty) await wake.wait(Math.max(1, askAt - Date.now()), signal)
    }
  } finally {
    stop()
  }
}

/** Changes of no host are of people and the server: those who see some hosts only hear nothing of them. */
const isFor = (change: LiveChange, visible: readonly string[] | null): boolean =>
  visible === null || change.topic === 'all' || (change.hostId !== null && visible.includes(change.hostId))

/** Thrown in the form of the wire: a stream has no procedure around it any more that would translate. */
const ended = () => toTransport(new AppError('unauthorized', 'Your session has ended. Sign in again.'))

const pause = (ms: number, signal: AbortSignal) => new Wake().wait(ms, signal)
