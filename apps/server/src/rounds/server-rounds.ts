import { forgetExpired } from '@stowage/api/forget-expired'
import type { Database } from '@stowage/db/client'
import { keepForecasts } from '@stowage/db/history/keep-forecasts'
import { keepGrowth } from '@stowage/db/history/keep-growth'
import { keepPartitions } from '@stowage/db/history/keep-partitions'
import { planForecasts } from '@stowage/db/history/plan-forecasts'
import { rollUpDisks, rollUpFrom, rollUpSizes } from '@stowage/db/history/roll-up'
import type { FastifyBaseLogger } from 'fastify'
import type { Round } from './run-rounds.ts'

const [minuteMs, hourMs] = [60_000, 3_600_000]

/** Everything the server does by itself from time to time. */
export function serverRounds({ db, log }: { db: Database; log: FastifyBaseLogger }): Round[] {
  return [
    {
      name: 'history partitions',
      everyMs: hourMs,
      run: async ({ now }) => {
        const kept = await keepPartitions(db.pool, { now })
        if (kept.dropped.length + kept.left.length > 0) log.info(kept, 'history partitions')
      },
    },
    {
      name: 'disk hours',
      everyMs: hourMs,
      run: ({ now, lastAt, signal }) => rollUpDisks(db, { from: rollUpFrom(now, lastAt), to: now, signal }),
    },
    {
      name: 'forecasts',
      everyMs: 5 * minuteMs,
      run: async ({ now, signal }) => {
        await planForecasts(db, { now, signal })
        await keepForecasts(db, { now, signal })
      },
    },
    {
      name: 'size days',
      everyMs: hourMs,
      run: ({ now, lastAt, signal }) => rollUpSizes(db, { from: rollUpFrom(now, lastAt), to: now, signal }),
    },
    { name: 'growth', everyMs: hourMs, run: ({ now, signal }) => keepGrowth(db, { now, signal }) },
    { name: 'forget expired', everyMs: hourMs, run: ({ now }) => forgetExpired(db, now) },
  ]
}
