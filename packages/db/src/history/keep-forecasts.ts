import { diskForecast } from '@stowage/domain/forecast/disk-forecast'
import { runaway } from '@stowage/domain/forecast/runaway'
import { type DiskFigures, dayMs, hourMs, percentOf, type UseSample, useSamples } from '@stowage/domain/forecast/use-sample'
import { type DiskForecast, Forecast, type Runaway } from '@stowage/domain/history'
import { z } from 'zod'
import type { Database } from '../client.ts'
import { notifyLive } from '../notify.ts'
import { diskFigures } from './disk-history.ts'
import { dimensions } from './plan-forecasts.ts'
import { readForecasts } from './stored-forecasts.ts'

type Db = Pick<Database, 'pool'>
type Dimension = (typeof dimensions)[number]

/** Below this a disk is no runaway, and nobody looks at its samples (audit 7.2). */
const runawayPercentMin = 60
const Planned = z.object({ forecast: Forecast, daysMeasured: z.number(), expectedPercent: z.number().nullable() })
type StoredPlan = { dimension: string; forecast: unknown; errors: number[] }
type StoredHost = {
  id: string
  forecasts: unknown
  newest: (Omit<DiskFigures, 'at'> & { at: string }) | null
  plans: StoredPlan[] | null
}

/**
 * Brings `host.forecasts` of every host up to date: the plan of the day, whether the disk is filling within hours, and the words for both.
 * Browsers hear of the hosts whose forecasts changed. Returns their ids.
 */
export async function keepForecasts(db: Db, { now, signal }: { now: Date; signal?: AbortSignal }): Promise<string[]> {
  const changed: string[] = []
  for (const host of await storedHosts(db)) {
    if (signal?.aborted) break
    const forecasts = await forecastsOf(db, host, now)
    const { rowCount } = await db.pool.query('UPDATE host SET forecasts = $2::jsonb WHERE id = $1 AND forecasts <> $2::jsonb', [
      host.id,
      JSON.stringify(forecasts),
    ])
    if (rowCount) changed.push(host.id)
  }
  await notifyLive(
    db.pool,
    changed.map((id) => ({ topic: 'host', ids: [id], hostId: id })),
  )
  return changed
}

async function forecastsOf(db: Db, host: StoredHost, now: Date): Promise<DiskForecast[]> {
  if (!host.newest) return []
  const newest: DiskFigures = { ...host.newest, at: new Date(host.newest.at) }
  const before = new Map(readForecasts(host.forecasts).map((each) => [each.dimension, each.runaway]))
  const forecasts: DiskForecast[] = []
  for (const dimension of dimensions) {
    const [sample] = useSamples([newest], dimension)
    if (!sample) continue
    const plan = host.plans?.find((each) => each.dimension === dimension)
    const planned = Planned.safeParse(plan?.forecast)
    forecasts.push(
      diskForecast({
        ...{ dimension, newest: sample, errors: plan?.errors ?? [], now: now.getTime() },
        planned: planned.success
          ? planned.data
          : { forecast: { kind: 'too_early', days: 0 }, daysMeasured: 0, expectedPercent: null },
        runaway: await runawayOf(db, { host: host.id, dimension, newest: sample, before: before.get(dimension) ?? null, now }),
      }),
    )
  }
  return forecasts
}

type Asked = { host: string; dimension: Dimension; newest: UseSample; before: Runaway | null; now: Date }

/** Samples of the last 25 hours and hourly maxima of the eight days before them, for disks that could be filling or were. */
async function runawayOf(db: Db, { host, dimension, newest, before, now }: Asked): Promise<Runaway | null> {
  if (percentOf(newest) <= runawayPercentMin && !before) return null
  const rawFrom = now.getTime() - 25 * hourMs
  const hours = await diskFigures(db, 'disk_hour', host, { from: new Date(now.getTime() - 8 * dayMs), to: new Date(rawFrom - 1) })
  const raw = await diskFigures(db, 'disk_sample', host, { from: new Date(rawFrom), to: now })
  return runaway(useSamples([...hours, ...raw], dimension), now.getTime(), before).runaway
}

/** Hosts with their newest sample, however old, and the last plan of each dimension with the errors of the last seven that were judged. */
async function storedHosts({ pool }: Db): Promise<StoredHost[]> {
  const newest = (table: string) =>
    `(SELECT row_to_json(s) FROM ${table} AS s WHERE s."hostId" = host.id ORDER BY s.at DESC LIMIT 1)`
  const { rows } = await pool.query<StoredHost>(
    `SELECT host.id, host.forecasts, coalesce(${newest('disk_sample')}, ${newest('disk_hour')}) AS newest,
       (SELECT json_agg(plan) FROM (
         SELECT DISTINCT ON (f.dimension) f.dimension, f.forecast, coalesce((SELECT json_agg(judged."errorPoints") FROM (
             SELECT e."errorPoints" FROM stored_forecast AS e WHERE e."hostId" = host.id AND e.dimension = f.dimension AND e."errorPoints" IS NOT NULL
             ORDER BY e.day DESC LIMIT 7) AS judged), '[]') AS errors
         FROM stored_forecast AS f WHERE f."hostId" = host.id ORDER BY f.dimension, f.day DESC) AS plan) AS plans
     FROM host WHERE host."revokedAt" IS NULL ORDER BY host.name`,
  )
  return rows
}
