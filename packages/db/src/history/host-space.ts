import type { EngineUsage } from '@stowage/domain/facts'
import type { HostSpace, SpaceKind, SpacePart } from '@stowage/domain/space'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { idsSql } from '../lists/filter-sql.ts'
import { type HostFacts, hostFacts } from '../lists/host-facts.ts'
import { inScope, readWide } from '../lists/list-answer.ts'
import { type Viewer, viewerGraceMs, viewerNow } from '../lists/viewer.ts'
import { stateSql } from '../lists/volume-state-sql.ts'
import { isLocalSql } from './local-volumes.ts'

const { sql } = Prisma

/**
 * What fills the hosts in scope, the fullest first and those that do not tell last. An engine that two agents report is there once (A32).
 * Throws bad_request for a scope that cannot be read.
 */
export async function hostSpace(
  db: Database,
  who: Viewer,
  { scope = null }: { scope?: string | null } = {},
): Promise<HostSpace[]> {
  const hosts = inScope(await hostFacts(db, who), scope).filter((host) => host.counted)
  return fullestFirst(await spaceOf(db, who, hosts))
}

/** The same of these hosts, in their order. */
export async function spaceOf(db: Database, who: Viewer, hosts: readonly HostFacts[]): Promise<HostSpace[]> {
  if (hosts.length === 0) return []
  const [volumes, containers] = await Promise.all([volumeSums(db, who, hosts), containerSums(db, hosts)])
  return hosts.map((host) => space(host, volumes.get(host.id) ?? [], containers.get(host.id) ?? []))
}

export function fullestFirst(spaces: readonly HostSpace[]): HostSpace[] {
  const fullness = ({ usedBytes, availableBytes }: HostSpace) =>
    usedBytes === null || availableBytes === null ? -1 : usedBytes / Math.max(1, usedBytes + availableBytes)
  return spaces.toSorted((a, b) => fullness(b) - fullness(a))
}

/** Present volumes of these hosts whose data lies on them, as rows `v` with their `state`. */
export function localVolumes(who: Viewer, hosts: readonly HostFacts[]): Prisma.Sql {
  const state = stateSql({ hosts, now: viewerNow(who), graceMs: viewerGraceMs(who) })
  const where = sql`v."removedAt" IS NULL AND v."hostId" = ANY(${idsSql(hosts.map((host) => host.id))}) AND ${isLocalSql}`
  return sql`(SELECT v.id, v."hostId", v.name, v.active, v."sizeBytes", v."sizePartial", v."sizeMeasuredAt", ${state}::text AS state
    FROM volume v WHERE ${where} OFFSET 0) v`
}

type Sum = { hostId: string; kind: SpaceKind; bytes: number | null; count: number; unknown: number; measuredAt: Date | null }

/** A lower bound adds to the sum and makes it one; that reads as an unknown object. */
const sums = (
  bytes: Prisma.Sql,
  partial: Prisma.Sql,
  at: Prisma.Sql,
) => sql`sum(${bytes})::float8 AS bytes, count(*)::float8 AS count,
  count(*) FILTER (WHERE ${bytes} IS NULL OR ${partial})::float8 AS unknown, max(${at}) AS "measuredAt"`

async function volumeSums(db: Database, who: Viewer, hosts: readonly HostFacts[]): Promise<Map<string, Sum[]>> {
  const rows = await readWide<Sum>(
    db,
    sql`SELECT v."hostId"::text AS "hostId",
      CASE WHEN v.active THEN 'volumes-in-use' WHEN v.state = 'orphan' THEN 'volumes-orphaned' ELSE 'volumes-idle' END AS kind,
      ${sums(sql`v."sizeBytes"`, sql`v."sizePartial"`, sql`v."sizeMeasuredAt"`)} FROM ${localVolumes(who, hosts)} GROUP BY 1, 2`,
  )
  return Map.groupBy(rows, (row) => row.hostId)
}

/** Logs are files only with these drivers; of the others there is nothing on this disk. */
async function containerSums(db: Database, hosts: readonly HostFacts[]): Promise<Map<string, Sum[]>> {
  const present = sql`FROM container c WHERE c."removedAt" IS NULL AND c."hostId" = ANY(${idsSql(hosts.map((host) => host.id))})`
  const rows = await readWide<Sum>(
    db,
    sql`SELECT c."hostId"::text AS "hostId", 'layers' AS kind,
        ${sums(sql`c."layerBytes"`, sql`c."layerPartial"`, sql`c."layerMeasuredAt"`)} ${present} GROUP BY 1
      UNION ALL SELECT c."hostId"::text, 'logs', ${sums(sql`c."logBytes"`, sql`false`, sql`c."layerMeasuredAt"`)}
        ${present} AND (c."logDriver" IN ('json-file', 'local') OR c."logBytes" IS NOT NULL) GROUP BY 1`,
  )
  return Map.groupBy(rows, (row) => row.hostId)
}

function space(host: HostFacts, volumes: readonly Sum[], containers: readonly Sum[]): HostSpace {
  const { row, engine } = host
  const listed = (name: 'volumes' | 'containers') => host.sections.some((section) => section.name === name)
  const all = [...volumes, ...containers]
  const counted = (kind: SpaceKind, list: 'volumes' | 'containers'): SpacePart => {
    const sum = all.find((each) => each.kind === kind)
    if (sum) return { kind, bytes: sum.bytes, unknown: sum.unknown, reason: sum.bytes === null ? 'not measured yet' : null }
    return listed(list)
      ? { kind, bytes: 0, unknown: 0, reason: null }
      : { kind, bytes: null, unknown: 0, reason: `The ${list} of this host have not been listed yet.` }
  }
  const told = (kind: SpaceKind, bytes: keyof EngineUsage, reason: keyof EngineUsage): SpacePart => {
    const value = engine?.usage?.[bytes] ?? null
    const why = engine?.usage?.[reason] ?? 'The engine has not told it yet.'
    return {
      kind,
      bytes: typeof value === 'number' ? value : null,
      unknown: 0,
      reason: typeof value === 'number' ? null : `${why}`,
    }
  }
  const parts = [
    counted('volumes-in-use', 'volumes'),
    counted('volumes-idle', 'volumes'),
    counted('volumes-orphaned', 'volumes'),
    counted('layers', 'containers'),
    told('images', 'imageBytes', 'imageReason'),
    told('build-cache', 'buildCacheBytes', 'buildCacheReason'),
    counted('logs', 'containers'),
  ]
  const usedBytes = row.diskUsedBytes === null ? null : Number(row.diskUsedBytes)
  const times = [...all.map((sum) => sum.measuredAt), host.sections.find((section) => section.name === 'engine')?.collectedAt]
  return {
    ...{ hostId: host.id, host: host.name, hostState: host.state, usedBytes },
    totalBytes: row.diskBytes === null ? null : Number(row.diskBytes),
    availableBytes: row.diskAvailableBytes === null ? null : Number(row.diskAvailableBytes),
    parts: [...parts, other(usedBytes, parts)],
    measuredAt: times.reduce<Date | null>((newest, at) => (at && (newest === null || at > newest) ? at : newest), null),
  }
}

/** What is used and none of ours; with it whatever nobody could measure. Never negative: figures are of different moments. */
function other(usedBytes: number | null, parts: readonly SpacePart[]): SpacePart {
  if (usedBytes === null) {
    const reason = 'The agent cannot see how full the file system is.'
    return { kind: 'other', bytes: null, unknown: 0, reason }
  }
  const known = parts.reduce((sum, part) => sum + (part.bytes ?? 0), 0)
  const isWhole = parts.every((part) => part.bytes !== null && part.unknown === 0)
  const reason = isWhole ? null : 'Holds also what could not be measured.'
  return { kind: 'other', bytes: Math.max(0, usedBytes - known), unknown: 0, reason }
}
