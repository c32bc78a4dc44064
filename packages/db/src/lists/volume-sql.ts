import type { Pattern } from '@stowage/domain/filter/ast'
import { wordMatches } from '@stowage/domain/filter/fold'
import { neverLabels, neverNames } from '@stowage/domain/never-list'
import { stackLabel } from '@stowage/domain/verdict'
import { Prisma } from '../generated/client.ts'
import { type FieldSql, type FilterTarget, idsSql, likeText, type Sql, timeSql, wordSql } from './filter-sql.ts'
import type { HostFacts } from './host-facts.ts'

const { sql, join } = Prisma
const none = sql`false`

export type VolumeSql = FilterTarget & { state: Sql }

/** Expressions over a row `v` of volume. `hosts` are those in view: their facts go in as parameters, so SQL needs no join for them. */
export function volumeSql(hosts: readonly HostFacts[], now: Date, graceMs: number): VolumeSql {
  const onHost = (test: (host: HostFacts) => boolean) =>
    sql`(v."hostId" = ANY(${idsSql(hosts.filter(test).map((host) => host.id))}))`
  const known = onHost((host) => host.judged)
  const state = stateSql(hosts, now, graceMs, known)
  const fields: Record<string, () => FieldSql> = {
    host: () => ({ type: 'host', column: sql`v."hostId"`, hosts }),
    name: () => ({ type: 'text', value: sql`v.name` }),
    driver: () => ({ type: 'text', value: sql`v.driver` }),
    kind: () => ({ type: 'text', value: sql`v.kind` }),
    scope: () => ({ type: 'text', value: sql`v.scope` }),
    project: () => ({ type: 'text', value: sql`v.project` }),
    state: () => ({ type: 'text', value: state, unknown: sql`(${state} IS NULL)` }),
    size: () => ({ type: 'number', value: sql`v."sizeBytes"` }),
    created: () => ({ type: 'time', value: sql`v."createdAt"` }),
    seen: () => ({ type: 'time', value: sql`v."firstSeenAt"` }),
    label: () => ({ type: 'labels', value: sql`v.labels` }),
    anonymous: () => ({ type: 'flag', value: sql`(v.anonymous IS NOT NULL)` }),
    mounted: () => ({ type: 'flag', value: sql`CASE WHEN ${active} THEN true WHEN ${known} THEN false END` }),
    'used-by': () => ({ type: 'texts', complete: known, some: (test) => usedBy(test?.(sql`c.name`)) }),
    image: () => ({ type: 'texts', complete: known, some: (test) => usedBy(test?.(sql`c.image`)) }),
    idle: () => idleSql(hosts, now, known),
  }
  return {
    now,
    state,
    field: (name) => fields[name]?.() ?? { type: 'flag', value: none },
    word: (pattern: Pattern) => sql`(${wordSql(pattern, sql`v.name`)} OR ${onHost((host) => wordMatches(pattern, host.name))})`,
  }
}

/** Uses by name are looked up by name; those by a path inside the volume's directory come from the view `volume_inside`. */
function usedBy(test?: Sql): Sql {
  const mounts = test
    ? sql`SELECT m."hostId", m.name FROM container_mount m JOIN container c ON c.id = m."containerRow"
          WHERE m.type = 'volume' AND m.name IS NOT NULL AND c."removedAt" IS NULL AND ${test}`
    : sql`SELECT m."hostId", m.name FROM container_mount m WHERE m.type = 'volume' AND m.name IS NOT NULL`
  const inside = test
    ? sql`SELECT i."volumeId" FROM volume_inside i JOIN container c ON c.id = i."containerRow" WHERE ${test}`
    : sql`SELECT i."volumeId" FROM volume_inside i`
  return sql`(v."removedAt" IS NULL AND ((v."hostId", v.name) IN (${mounts}) OR v.id IN (${inside})))`
}

const used = usedBy()
const active = usedBy(sql`c.state IN ('running', 'paused', 'restarting')`)

/** The questions of `volumeVerdict`, in its order; NULL = unknown. */
function stateSql(hosts: readonly HostFacts[], now: Date, graceMs: number, judged: Sql): Sql {
  const young = timeSql(now.getTime() - graceMs)
  return sql`CASE
    WHEN v."removedAt" IS NOT NULL THEN NULL
    WHEN ${used} THEN 'used'
    WHEN NOT ${judged} OR v.problem IS NOT NULL OR jsonb_exists(v.labels, ${stackLabel}) OR v.driver <> 'local' OR v.scope = 'global'
      OR v.kind IN ('nfs', 'cifs', 'plugin', 'other') THEN NULL
    WHEN v."firstSeenAt" > ${young} OR v."lastMountedAt" > ${young} OR v.name LIKE ANY(${neverNames.map(likeText)}::text[])
      OR jsonb_exists_any(v.labels, ${[...neverLabels]}::text[]) OR ${policySql(hosts)}
      OR (v.project IS NOT NULL AND (v."hostId", v.project) NOT IN
        (SELECT c."hostId", c.project FROM container c WHERE c."removedAt" IS NULL AND c.project IS NOT NULL)) THEN 'protected'
    ELSE 'orphan' END`
}

/** Protection by the hosts' policies; hosts with the same lines share one test. */
function policySql(hosts: readonly HostFacts[]): Sql {
  const groups = Map.groupBy(hosts, (host) => JSON.stringify(host.policy.protect))
  const tests = [...groups.values()].flatMap((group) => {
    const { names, labels } = group[0]?.policy.protect ?? { names: [], labels: [] }
    if (names.length + labels.length === 0) return []
    const byLabel = labels.map((pattern) => {
      const cut = pattern.indexOf('=')
      const [key, value] = cut < 0 ? [pattern, '*'] : [pattern.slice(0, cut), pattern.slice(cut + 1)]
      return sql`coalesce((v.labels ->> ${key}) LIKE ${likeText(value)}, false)`
    })
    const each = [sql`v.name LIKE ANY(${names.map(likeText)}::text[])`, ...byLabel]
    return [sql`(v."hostId" = ANY(${idsSql(group.map((host) => host.id))}) AND (${join(each, ' OR ')}))`]
  })
  return tests.length === 0 ? none : sql`(${join(tests, ' OR ')})`
}

/** Idle since when at the latest: `idleSince` of volume-facts.ts in SQL. */
function idleSql(hosts: readonly HostFacts[], now: Date, known: Sql): FieldSql {
  const covered = hosts.filter((host) => host.coveredSince !== null)
  const coveredSince = sql`(SELECT u.at FROM unnest(${idsSql(covered.map((host) => host.id))},
    ${covered.map((host) => host.coveredSince?.toISOString() ?? '')}::timestamptz[]) AS u(id, at) WHERE u.id = v."hostId")`
  const proven = sql`(v."lastMountedAt" >= v."firstSeenAt" AND v."lastMountedAt" >= coalesce(${coveredSince}, v."firstSeenAt"))`
  return {
    type: 'age',
    since: sql`CASE WHEN ${active} OR NOT ${known} THEN ${timeSql(now.getTime())}
      ELSE greatest(v."lastMountedAt", v."firstSeenAt", ${coveredSince}) END`,
    exact: sql`(${active} OR (${known} AND coalesce(${proven}, false)))`,
  }
}
