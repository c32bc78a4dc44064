import type { Pattern } from '@stowage/domain/filter/ast'
import { patternMatches, wordMatches } from '@stowage/domain/filter/fold'
import { Prisma } from '../generated/client.ts'
import { type FieldSql, type FilterTarget, idsSql, patternSql, type Sql, timeSql, wordSql } from './filter-sql.ts'
import type { HostFacts } from './host-facts.ts'
import type { InsideUse } from './volume-inside.ts'
import { stateSql } from './volume-state-sql.ts'

const { sql } = Prisma

export type VolumeSqlFacts = { hosts: readonly HostFacts[]; inside: readonly InsideUse[]; now: Date; graceMs: number }
/** Keys that need to know about uses, and so a look at containers. */
export const useKeys: ReadonlySet<string> = new Set(['state', 'mounted', 'idle', 'used-by', 'image'])

/** `v` as the filter sees it: present columns, with `active` and `state` worked out once for each row where they are asked for. */
export function volumeFrom(facts: VolumeSqlFacts, where: Sql, asked: ReadonlySet<string>): Sql {
  const active =
    asked.has('mounted') || asked.has('idle')
      ? usedBy(facts, (use) => use.active, sql`c.state IN ('running', 'paused', 'restarting')`)
      : sql`false`
  const state = asked.has('state') ? stateSql({ ...facts, used: usedBy(facts) }) : sql`NULL`
  // OFFSET 0 keeps the planner from copying these expressions to each place that names them.
  return sql`(SELECT v.*, ${active} AS active, ${state}::text AS state FROM volume v WHERE ${where} OFFSET 0) v`
}

/** Expressions over the row `v` of `volumeFrom`, or of the table where no use key is asked for. Facts of hosts go in as parameters. */
export function volumeSql(facts: VolumeSqlFacts): FilterTarget {
  const { hosts, now } = facts
  const onHost = (test: (host: HostFacts) => boolean) =>
    sql`(v."hostId" = ANY(${idsSql(hosts.filter(test).map((host) => host.id))}))`
  const known = onHost((host) => host.judged)
  const text = (value: Sql): FieldSql => ({ type: 'text', value, nullIs: 'absent' })
  const fields: Record<string, () => FieldSql> = {
    host: () => ({ type: 'host', column: sql`v."hostId"`, hosts }),
    name: () => text(sql`v.name`),
    driver: () => text(sql`v.driver`),
    kind: () => text(sql`v.kind`),
    scope: () => text(sql`v.scope`),
    project: () => text(sql`v.project`),
    state: () => ({ type: 'text', value: sql`v.state`, nullIs: 'unknown' }),
    size: () => ({ type: 'number', value: sql`v."sizeBytes"` }),
    created: () => ({ type: 'time', value: sql`v."createdAt"` }),
    seen: () => ({ type: 'time', value: sql`v."firstSeenAt"` }),
    label: () => ({ type: 'labels', value: sql`v.labels` }),
    anonymous: () => ({ type: 'flag', value: sql`(v.anonymous IS NOT NULL)` }),
    mounted: () => ({ type: 'flag', value: sql`CASE WHEN v.active THEN true WHEN ${known} THEN false END` }),
    'used-by': () => usersSql(facts, known, sql`c.name`, (use) => use.container),
    image: () => usersSql(facts, known, sql`c.image`, (use) => use.image),
    idle: () => idleSql(hosts, now, known),
  }
  return {
    now,
    field: (name) => fields[name]?.() ?? { type: 'flag', value: sql`false` },
    word: (pattern: Pattern) => sql`(${wordSql(pattern, sql`v.name`)} OR ${onHost((host) => wordMatches(pattern, host.name))})`,
  }
}

/** Uses by name are looked up by name; those by a path inside the volume's directory are known beforehand. */
function usedBy({ inside }: VolumeSqlFacts, test: (use: InsideUse) => boolean = () => true, container?: Sql): Sql {
  const mounts = sql`SELECT m."hostId", m.name FROM container_mount m`
  const ofVolumes = sql`m.type = 'volume' AND m.name IS NOT NULL`
  const named = container
    ? sql`${mounts} JOIN container c ON c.id = m."containerRow" WHERE ${ofVolumes} AND c."removedAt" IS NULL AND ${container}`
    : sql`${mounts} WHERE ${ofVolumes}`
  const ids = [...new Set(inside.filter(test).map((use) => use.volumeId))]
  return sql`(v."removedAt" IS NULL AND ((v."hostId", v.name) IN (${named}) OR v.id = ANY(${idsSql(ids)})))`
}

function usersSql(facts: VolumeSqlFacts, complete: Sql, column: Sql, of: (use: InsideUse) => string): FieldSql {
  return {
    type: 'texts',
    complete,
    some: (pattern) =>
      pattern ? usedBy(facts, (use) => patternMatches(pattern, of(use)), patternSql(pattern, column)) : usedBy(facts),
  }
}

/** Idle since when at the latest: `idleOf` of volume-facts.ts in SQL. */
function idleSql(hosts: readonly HostFacts[], now: Date, known: Sql): FieldSql {
  const covered = hosts.filter((host) => host.coveredSince !== null)
  const coveredSince = sql`(SELECT u.at FROM unnest(${idsSql(covered.map((host) => host.id))},
    ${covered.map((host) => host.coveredSince?.toISOString() ?? '')}::timestamptz[]) AS u(id, at) WHERE u.id = v."hostId")`
  const since = covered.length === 0 ? sql`v."firstSeenAt"` : sql`greatest(v."firstSeenAt", ${coveredSince})`
  return {
    type: 'age',
    since: sql`CASE WHEN v.active OR NOT ${known} THEN ${timeSql(now.getTime())} ELSE greatest(v."lastMountedAt", ${since}) END`,
    exact: sql`(v.active OR (${known} AND coalesce(v."lastMountedAt" >= ${since}, false)))`,
  }
}
