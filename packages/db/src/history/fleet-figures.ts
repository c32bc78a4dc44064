import { type Grower, rangeMs } from '@stowage/domain/history'
import type { HostSpace } from '@stowage/domain/space'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { idsSql } from '../lists/filter-sql.ts'
import { hostFacts } from '../lists/host-facts.ts'
import { inScope, readWide } from '../lists/list-answer.ts'
import { type Viewer, viewerNow } from '../lists/viewer.ts'
import { diskWindows, growersOf } from './host-growth.ts'
import { fullestFirst, spaceOf } from './host-space.ts'
import { isLocalSql } from './local-volumes.ts'
import { dayMs } from './periods.ts'
import { sizeDeltas } from './size-deltas.ts'

const { sql } = Prisma
const growersMax = 5
/** Hosts whose objects are compared one by one. */
const hostsLookedAt = 5

export type FleetGrower = Grower & { hostId: string; host: string }
export type FleetFigures = {
  capacity: HostSpace[]
  /** Of local volumes and layers together; `measuredShare`: the part of them whose growth is known. */
  growth: { bytesPerDay: number | null; measuredShare: number }
  /** Containers that hold data which is gone when they are re-created; `unknown`: those nobody could look into. */
  atRisk: { containers: number; bytes: number; unknown: number }
  /** Of local volumes; `freshShare`: measured within 24 hours. */
  dataAge: { oldestAt: Date | null; freshShare: number }
  growers: FleetGrower[]
}

type Figures = {
  volumes: number
  grown: number
  growth: number | null
  oldestAt: Date | null
  fresh: number
  containers: number
  layersGrown: number
  layerGrowth: number | null
  lossy: number
  lostBytes: number
  lossUnknown: number
}

/** What the start page tells beside counts and sums. One engine reported twice counts once (A32). Throws bad_request for a bad scope. */
export async function fleetFigures(
  db: Database,
  who: Viewer,
  { scope = null }: { scope?: string | null } = {},
): Promise<FleetFigures> {
  const now = viewerNow(who)
  const hosts = inScope(await hostFacts(db, who), scope).filter((host) => host.counted)
  const names = new Map(hosts.map(({ id, name }) => [id, name]))
  const [capacity, [figures], growers] = await Promise.all([
    spaceOf(db, who, hosts),
    readWide<Figures>(db, figuresSql([...names.keys()], now)),
    fleetGrowers(db, names, now),
  ])
  if (!figures) throw new Error('an aggregate always has a row')
  const { volumes, containers, growth, layerGrowth, oldestAt } = figures
  const objects = volumes + containers
  return {
    capacity: fullestFirst(capacity),
    growers,
    growth: {
      bytesPerDay: growth === null && layerGrowth === null ? null : (growth ?? 0) + (layerGrowth ?? 0),
      measuredShare: objects === 0 ? 0 : (figures.grown + figures.layersGrown) / objects,
    },
    atRisk: { containers: figures.lossy, bytes: figures.lostBytes, unknown: figures.lossUnknown },
    dataAge: { oldestAt, freshShare: volumes === 0 ? 0 : figures.fresh / volumes },
  }
}

const figuresSql = (hostIds: readonly string[], now: Date) => sql`
  SELECT * FROM (SELECT count(*)::float8 AS volumes, count(v."growthBytesPerDay")::float8 AS grown, sum(v."growthBytesPerDay") AS growth,
      min(v."sizeMeasuredAt") AS "oldestAt", count(*) FILTER (WHERE v."sizeMeasuredAt" >= ${new Date(now.getTime() - dayMs)})::float8 AS fresh
    FROM volume v WHERE v."removedAt" IS NULL AND ${isLocalSql} AND v."hostId" = ANY(${idsSql(hostIds)})) AS of_volumes,
  (SELECT count(*)::float8 AS containers, count(c."growthBytesPerDay")::float8 AS "layersGrown", sum(c."growthBytesPerDay") AS "layerGrowth",
      count(*) FILTER (WHERE c."lostBytes" > 0)::float8 AS lossy, coalesce(sum(c."lostBytes"), 0)::float8 AS "lostBytes",
      count(*) FILTER (WHERE c."lostBytes" IS NULL)::float8 AS "lossUnknown"
    FROM container c WHERE c."removedAt" IS NULL AND c."hostId" = ANY(${idsSql(hostIds)})) AS of_containers`

/** The largest growers of the last 7 days, looked for on the hosts that grew most and on those of what grows fastest now. */
async function fleetGrowers(db: Database, names: ReadonlyMap<string, string>, now: Date): Promise<FleetGrower[]> {
  const ids = [...names.keys()]
  const [windows, fastest] = await Promise.all([diskWindows(db, ids, rangeMs['7d'], now), fastestHosts(db, ids)])
  const most = windows.toSorted((a, b) => b.deltaBytes - a.deltaBytes).slice(0, hostsLookedAt)
  const chosen = new Set([...most.map(({ hostId }) => hostId), ...fastest])
  const looked = windows.filter(({ hostId }) => chosen.has(hostId))
  const deltas = Map.groupBy(await sizeDeltas(db, looked, now), ({ hostId }) => hostId)
  return looked
    .flatMap((window) =>
      growersOf(window, deltas.get(window.hostId) ?? []).map((grower) => ({
        ...{ ...grower, hostId: window.hostId, host: names.get(window.hostId) ?? '' },
      })),
    )
    .sort((a, b) => b.deltaBytes - a.deltaBytes)
    .slice(0, growersMax)
}

async function fastestHosts(db: Database, hostIds: readonly string[]): Promise<string[]> {
  const fastest = (from: Prisma.Sql) => sql`(SELECT "hostId", "growthBytesPerDay" AS growth FROM ${from}
    WHERE "removedAt" IS NULL AND "growthBytesPerDay" > 0 AND "hostId" = ANY(${idsSql(hostIds)}) ORDER BY 2 DESC LIMIT ${hostsLookedAt})`
  const rows = await readWide<{ hostId: string }>(
    db,
    sql`SELECT "hostId"::text AS "hostId" FROM (${fastest(sql`volume`)} UNION ALL ${fastest(sql`container`)}) AS either
      GROUP BY 1 ORDER BY max(growth) DESC LIMIT ${hostsLookedAt}`,
  )
  return rows.map(({ hostId }) => hostId)
}
