import { type DayPeak, dayPeaks } from '@stowage/domain/forecast/day-peaks'
import { planning } from '@stowage/domain/forecast/planning'
import { dayMs, hourMs, useSamples } from '@stowage/domain/forecast/use-sample'
import type { Database } from '../client.ts'
import { diskFigures } from './disk-history.ts'
import { rollUpDisks } from './roll-up.ts'

type Db = Pick<Database, 'pool'>
export const dimensions = ['bytes', 'inodes'] as const

/** Days of peaks that a plan looks back (audit 7.3), and days after which one is compared with what came. */
const [daysBack, daysAhead] = [90, 7]

/**
 * The planning track, once per complete UTC day and host (audit 7.3): stores what is forecast, and how far the forecasts of a week ago
 * were off. Repeats change nothing.
 */
export async function planForecasts(db: Db, { now, signal }: { now: Date; signal?: AbortSignal }): Promise<void> {
  const today = Math.floor(now.getTime() / dayMs)
  const { rows: hosts } = await db.pool.query<{ id: string }>(
    `SELECT id FROM host WHERE "revokedAt" IS NULL AND (SELECT count(*) FROM stored_forecast AS f WHERE f."hostId" = host.id AND f.day = $1) < $2`,
    [dayText(today), dimensions.length],
  )
  if (hosts.length === 0) return
  // The last hours of yesterday belong to it.
  await rollUpDisks(db, { from: new Date((today - 1) * dayMs), to: now, signal })
  for (const { id } of hosts) {
    if (signal?.aborted) return
    const hours = await diskFigures(db, 'disk_hour', id, { from: new Date((today - daysBack) * dayMs), to: now })
    for (const dimension of dimensions) {
      const peaks = dayPeaks(useSamples(hours, dimension), now.getTime(), hourMs)
      const planned = planning(peaks)
      await db.pool.query(
        `INSERT INTO stored_forecast ("hostId", dimension, day, forecast, "expectedPercent") VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [id, dimension, dayText(today), JSON.stringify(planned), planned.expectedPercent],
      )
      await compare(db, { hostId: id, dimension, today, peaks })
    }
  }
}

/** A forecast of day D rests on the days before it, and tells the peak of the day a week after the last of those. */
async function compare(
  { pool }: Db,
  { hostId, dimension, today, peaks }: { hostId: string; dimension: string; today: number; peaks: readonly DayPeak[] },
): Promise<void> {
  const known = peaks.flatMap(({ peak }, index) => {
    const day = today - peaks.length + index
    return peak === null ? [] : [{ day: dayText(day - daysAhead + 1), peak }]
  })
  await pool.query(
    `UPDATE stored_forecast AS f SET "errorPoints" = abs(came.peak - f."expectedPercent")
     FROM unnest($3::date[], $4::float8[]) AS came(day, peak)
     WHERE f."hostId" = $1 AND f.dimension = $2 AND f.day = came.day AND f."expectedPercent" IS NOT NULL AND f."errorPoints" IS NULL`,
    [hostId, dimension, known.map(({ day }) => day), known.map(({ peak }) => peak)],
  )
}

/** A UTC day, counted from 1970, as Postgres writes dates. */
const dayText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
