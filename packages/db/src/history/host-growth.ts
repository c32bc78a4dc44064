import { type Grower, type Growth, type HistoryRange, rangeMs } from '@stowage/domain/history'
import type { Database } from '../client.ts'
import { type Viewer, viewerNow } from '../lists/viewer.ts'
import { dayMs } from './periods.ts'
import { type HostWindow, type SizeDelta, sizeDeltas } from './size-deltas.ts'
import { rawRangeMsMax } from './size-history.ts'

const growersMax = 20
/** Below this part of a host's growth, what is measured says nothing about who grew it (audit 7.4). */
const measuredShareMin = 0.5

/** Who grew a host's disk in the range; null when the host does not exist for this viewer. */
export async function hostGrowth(
  db: Database,
  who: Viewer,
  { id, range }: { id: string; range: HistoryRange },
): Promise<Growth | null> {
  if (who.hostIds !== null && !who.hostIds.includes(id)) return null
  if ((await db.prisma.host.count({ where: { id } })) === 0) return null
  const now = viewerNow(who)
  const [window] = await diskWindows(db, [id], rangeMs[range], now)
  if (!window) return { from: null, to: null, hostDeltaBytes: null, growers: [], notAttributedBytes: null }
  const { from, to, deltaBytes } = window
  const deltas = await sizeDeltas(db, [window], now)
  return {
    ...{ from, to, hostDeltaBytes: deltaBytes },
    growers: growersOf(window, deltas).slice(0, growersMax),
    notAttributedBytes: deltaBytes - sumOf(deltas),
  }
}

export type DiskWindow = HostWindow & { deltaBytes: number }

/** What grew on one host, the largest first. Shares can exceed 1 where something else shrank. */
export function growersOf({ deltaBytes }: Pick<DiskWindow, 'deltaBytes'>, deltas: readonly SizeDelta[]): Grower[] {
  const isMeasured = deltaBytes > 0 && sumOf(deltas) >= measuredShareMin * deltaBytes
  return deltas
    .filter((delta) => delta.deltaBytes > 0)
    .sort((a, b) => b.deltaBytes - a.deltaBytes)
    .map(({ kind, id, name, deltaBytes: bytes }) => ({
      ...{ kind, id, name, deltaBytes: bytes },
      share: isMeasured ? bytes / deltaBytes : null,
    }))
}

const sumOf = (deltas: readonly SizeDelta[]) => deltas.reduce((sum, delta) => sum + delta.deltaBytes, 0)

/**
 * From the newest sample of each host's disk back to the one that held `ms` before, or else to the first; hosts without two samples a day
 * apart are left out.
 */
export async function diskWindows(db: Database, hostIds: readonly string[], ms: number, now: Date): Promise<DiskWindow[]> {
  const at = (table: string, where: string, order: 'ASC' | 'DESC') =>
    `(SELECT s.at, s."usedBytes" FROM ${table} AS s WHERE s."hostId" = host.id AND ${where} ORDER BY s.at ${order} LIMIT 1)`
  const first = ms > rawRangeMsMax ? ['disk_hour', 'disk_sample'] : ['disk_sample']
  const from = `last.at - $2 * interval '1 millisecond'`
  const choices = first.flatMap((table) => [
    at(table, `s.at <= ${from} AND s.at > ${from} - interval '7 days'`, 'DESC'),
    at(table, `s.at > ${from}`, 'ASC'),
  ])
  const { rows } = await db.pool.query<DiskWindow>(
    `SELECT host.id AS "hostId", first.at AS "from", last.at AS "to", (last."usedBytes" - first."usedBytes")::float8 AS "deltaBytes"
     FROM unnest($1::uuid[]) AS host(id)
     CROSS JOIN LATERAL ${at('disk_sample', 's.at <= $3', 'DESC')} AS last
     CROSS JOIN LATERAL (${choices.join(' UNION ALL ')} ORDER BY at LIMIT 1) AS first`,
    [hostIds, ms, now],
  )
  return rows.filter((window) => window.to.getTime() - window.from.getTime() >= dayMs)
}
