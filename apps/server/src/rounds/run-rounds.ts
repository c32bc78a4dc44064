import { setTimeout as pause } from 'node:timers/promises'
import { isDatabaseAway } from '@stowage/api/database-away'
import { withAdvisoryLock } from '@stowage/db/advisory-lock'
import type { Database } from '@stowage/db/client'
import { claimRound, endRound } from '@stowage/db/history/claim-round'
import type { FastifyBaseLogger } from 'fastify'

/** Work that the server does by itself from time to time, once for all replicas. It may be cut and repeated at any point. */
export type Round = {
  name: string
  everyMs: number
  /** `lastAt`: when it was begun before, by whichever replica; null when that was never, or not brought to its end. `signal` ends with the server: stop at the next good moment. */
  run: (at: { now: Date; lastAt: Date | null; signal: AbortSignal }) => Promise<unknown>
}

export type RunningRounds = { stop: () => Promise<void> }

type Options = {
  db: Database
  log: FastifyBaseLogger
  now: () => Date
  rounds: readonly Round[]
  /** The first ones wait until the server has begun to serve. */
  firstMs?: number
  /** Least time between two looks of this replica at a round that another one holds. */
  againMs?: number
}

/**
 * Does each round every so often, one after the other. Of several replicas the one that looks first does it; the others see that it was
 * done and leave it. A failure is logged and ends nothing: the round comes again.
 */
export function runRounds({ db, log, now, rounds, firstMs = 3000, againMs = 60_000 }: Options): RunningRounds {
  const closing = new AbortController()
  const { signal } = closing
  const begun = performance.now()
  const due = new Map(rounds.map((round) => [round, begun + firstMs]))

  const look = async (round: Round): Promise<number> => {
    try {
      const left = await withAdvisoryLock(db.pool, `stowage round ${round.name}`, () => once(round))
      return left?.answer ?? Math.min(round.everyMs, againMs)
    } catch (error) {
      const level = isDatabaseAway(error) ? 'warn' : 'error'
      log[level]({ err: error, round: round.name }, 'a round of the server failed; it comes again')
      return Math.min(round.everyMs, againMs)
    }
  }

  /** Milliseconds until the round is due again. */
  const once = async (round: Round): Promise<number> => {
    const at = now()
    const claim = await claimRound(db, { name: round.name, everyMs: round.everyMs, now: at })
    if (!claim.isOurs) return claim.waitMs
    try {
      await round.run({ now: at, lastAt: claim.lastAt, signal })
      // one that was cut short is not noted as done: the next one makes up for it
      if (!signal.aborted) await endRound(db, { name: round.name, now: now(), error: null })
    } catch (error) {
      await endRound(db, { name: round.name, now: now(), error: String(error) }).catch(() => {})
      throw error
    }
    return round.everyMs
  }

  const running = (async () => {
    while (!signal.aborted) {
      const [round, at] = [...due].reduce((first, each) => (each[1] < first[1] ? each : first))
      await pause(Math.max(0, at - performance.now()), undefined, { signal }).catch(() => {})
      if (!signal.aborted) due.set(round, performance.now() + (await look(round)))
    }
  })()
  return {
    stop: async () => {
      closing.abort()
      await running
    },
  }
}
