import type { Filter, Pattern } from '@stowage/domain/filter/ast'
import { patternMatches, wordMatches } from '@stowage/domain/filter/fold'
import { Prisma } from '../generated/client.ts'
import { type FieldSql, type FilterTarget, fieldsOf, idsSql, patternSql, type Sql, timeSql, wordSql } from './filter-sql.ts'
import type { ListHost } from './list-hosts.ts'
import type { InsideUse } from './volume-inside.ts'
import { judgedSql, presentSql, stateSql } from './volume-state-sql.ts'

const { sql } = Prisma

export type VolumeSqlFacts = {
  hosts: readonly ListHost[]
  inside: readonly InsideUse[]
  now: Date
  graceMs: number
  removed: boolean
}

/** Does the filter ask who uses a volume? That takes a look at containers; whether anybody does is kept on the row. */
export function needsUsers(filter: Filter): boolean {
  const asked = fieldsOf(filter)
  return asked.has('used-by') || asked.has('image')
}

const activeSql = (removed: boolean): Sql => sql`(${presentSql(removed)} AND v.active)`

/** Expressions over a row `v` of volume. Facts of hosts go in as parameters. */
export function volumeSql(facts: VolumeSqlFacts): FilterTarget {
  const { hosts, now } = facts
  const onHost = (test: (host: ListHost) => boolean) =>
    sql`(v."hostId" = ANY(${idsSql(hosts.filter(test).map((host) => host.id))}))`
  const known = judgedSql(hosts)
  const active = activeSql(facts.removed)
  const text = (value: Sql): FieldSql => ({ type: 'text', value, nullIs: 'absent' })
  const fields: Record<string, () => FieldSql> = {
    host: () => ({ type: 'host', column: sql`v."hostId"`, hosts }),
    name: () => text(sql`v.name`),
    driver: () => text(sql`v.driver`),
    kind: () => ({ ...text(sql`v.kind`), isWord: true }),
    scope: () => text(sql`v.scope`),
    project: () => text(sql`v.project`),
    state: () => ({ type: 'text', value: stateSql(facts), nullIs: 'unknown', isWord: true }),
    size: () => ({ type: 'number', value: sql`v."sizeBytes"`, isLowerBound: sql`v."sizePartial"` }),
    growth: () => ({ type: 'number', value: sql`v."growthBytesPerDay"` }),
    files: () => ({ type: 'number', value: sql`v."sizeFiles"`, isLowerBound: sql`v."sizePartial"` }),
    written: () => ({ type: 'time', value: sql`v."newestWriteAt"` }),
    created: () => ({ type: 'time', value: sql`v."createdAt"` }),
    seen: () => ({ type: 'time', value: sql`v."firstSeenAt"` }),
    label: () => ({ type: 'labels', value: sql`v.labels` }),
    anonymous: () => ({ type: 'flag', value: sql`(v.anonymous IS NOT NULL)` }),
    mounted: () => ({ type: 'flag', value: sql`CASE WHEN ${active} THEN true WHEN ${known} THEN false END` }),
    'used-by': () => usersSql(facts, known, sql`c.name`, (use) => use.container),
    image: () => usersSql(facts, known, sql`c.image`, (use) => use.image),
    idle: () => idleSql(hosts, now, known, active),
  }
  return {
    now,
    field: (name) => fields[name]?.() ?? { type: 'flag', value: sql`false` },
    word: (pattern: Pattern) => sql`(${wordSql(pattern, sql`v.name`)} OR ${onHost((host) => wordMatches(pattern, host.name))})`,
  }
}

/** Users by name are looked up by name; those by a path inside the volume's directory are known beforehand. */
function usersSql({ inside, removed }: VolumeSqlFacts, complete: Sql, column: Sql, of: (use: InsideUse) => string): FieldSql {
  const some = (pattern?: Pattern): Sql => {
    const named = sql`SELECT m."hostId", m.name FROM container_mount m JOIN container c ON c.id = m."containerRow"
      WHERE m.type = 'volume' AND m.name IS NOT NULL AND c."removedAt" IS NULL${pattern ? sql` AND ${patternSql(pattern, column)}` : Prisma.empty}`
    const refs = [...new Set(inside.filter((use) => !pattern || patternMatches(pattern, of(use))).map((use) => use.ref))]
    return sql`(${presentSql(removed)} AND ((v."hostId", v.name) IN (${named}) OR v.ref = ANY(${refs}::int[])))`
  }
  return { type: 'texts', complete, some }
}

/** Idle since when at the latest: `idleOf` of volume-facts.ts in SQL. */
function idleSql(hosts: readonly ListHost[], now: Date, known: Sql, active: Sql): FieldSql {
  const covered = hosts.filter((host) => host.coveredSince !== null)
  const coveredSince = sql`(SELECT u.at FROM unnest(${idsSql(covered.map((host) => host.id))},
    ${covered.map((host) => host.coveredSince?.toISOString() ?? '')}::timestamptz[]) AS u(id, at) WHERE u.id = v."hostId")`
  const since = covered.length === 0 ? sql`v."firstSeenAt"` : sql`greatest(v."firstSeenAt", ${coveredSince})`
  return {
    type: 'age',
    since: sql`CASE WHEN ${active} OR NOT ${known} THEN ${timeSql(now.getTime())} ELSE greatest(v."lastMountedAt", ${since}) END`,
    exact: sql`(${active} OR (${known} AND coalesce(v."lastMountedAt" >= ${since}, false)))`,
  }
}
