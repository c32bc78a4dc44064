import type { DiskFigures } from '@stowage/domain/forecast/use-sample'
import { type DiskHistory, type DiskPoint, type HistoryRange, rangeMs } from '@stowage/domain/history'
import type { Database } from '../client.ts'
import { type Viewer, viewerNow } from '../lists/viewer.ts'
import { rawRangeMsMax } from './size-history.ts'
import { readForecasts } from './stored-forecasts.ts'
import { thinPoints } from './thin-points.ts'

const hourMs = 3_600_000

/** How full a host's disk was, with its forecasts; null when the host does not exist for this viewer. */
export async function diskHistory(
  db: Database,
  who: Viewer,
  { id, range }: { id: string; range: HistoryRange },
): Promise<DiskHistory | null> {
  if (who.hostIds !== null && !who.hostIds.includes(id)) return null
  const host = await db.prisma.host.findUnique({ where: { id }, select: { forecasts: true } })
  if (!host) return null
  const now = viewerNow(who)
  const from = new Date(now.getTime() - rangeMs[range])
  const isRaw = rangeMs[range] <= rawRangeMsMax
  // The last hours may not be rolled up yet.
  const rawFrom = isRaw ? from : new Date((Math.floor(now.getTime() / hourMs) - 1) * hourMs)
  const [hours, raw, since] = await Promise.all([
    isRaw ? [] : diskFigures(db, 'disk_hour', id, { from, to: new Date(rawFrom.getTime() - 1) }),
    diskFigures(db, 'disk_sample', id, { from: rawFrom, to: now }),
    firstSample(db, id),
  ])
  return {
    points: thinPoints([...hours, ...raw], (point) => point.usedBytes).map(diskPoint),
    since,
    forecasts: readForecasts(host.forecasts),
  }
}

/** Samples of a host, or the fullest moment of each hour, in order of time; both ends included. */
export async function diskFigures(
  db: Pick<Database, 'pool'>,
  table: 'disk_sample' | 'disk_hour',
  hostId: string,
  { from, to }: { from: Date; to: Date },
): Promise<DiskFigures[]> {
  const { rows } = await db.pool.query<DiskFigures>(
    `SELECT at, "totalBytes"::float8 AS "totalBytes", "usedBytes"::float8 AS "usedBytes", "availableBytes"::float8 AS "availableBytes",
       "totalInodes"::float8 AS "totalInodes", "usedInodes"::float8 AS "usedInodes"
     FROM ${table} WHERE "hostId" = $1 AND at BETWEEN $2 AND $3 ORDER BY at`,
    [hostId, from, to],
  )
  return rows
}

const diskPoint = ({ at, usedBytes, availableBytes, totalInodes, usedInodes }: DiskFigures): DiskPoint => ({
  at,
  usedBytes,
  availableBytes,
  usedInodes,
  availableInodes: totalInodes === null || usedInodes === null ? null : Math.max(0, totalInodes - usedInodes),
})

async function firstSample(db: Database, hostId: string): Promise<Date | null> {
  const first = (table: string) => `(SELECT at FROM ${table} WHERE "hostId" = $1 ORDER BY at LIMIT 1)`
  const { rows } = await db.pool.query<{ at: Date | null }>(
    `SELECT least(${first('disk_sample')}, ${first('disk_hour')}) AS at`,
    [hostId],
  )
  return rows[0]?.at ?? null
}
