import { Prisma } from '../generated/client.ts'
import { idsSql, likeText, type Sql, timeSql } from './filter-sql.ts'
import type { HostFacts } from './host-facts.ts'

const { sql, join } = Prisma

type StateFacts = { hosts: readonly HostFacts[]; now: Date; graceMs: number }

/**
 * The questions of `volumeVerdict` over a row `v` of volume, in its order; NULL = unknown. A property test holds the two together. What
 * depends on containers and on the row alone is kept on the row (`used`, `projectDown`, `standing`); what depends on the host and the
 * hour is asked here.
 */
export function stateSql({ hosts, now, graceMs }: StateFacts): Sql {
  const young = timeSql(now.getTime() - graceMs)
  return sql`CASE
    WHEN v."removedAt" IS NOT NULL THEN NULL
    WHEN v.used THEN 'used'
    WHEN NOT ${judgedSql(hosts)} OR v.standing = 'unknown' THEN NULL
    WHEN v.standing = 'protected' OR v."projectDown" OR v."firstSeenAt" > ${young} OR v."factAt" > ${young} OR v."lastMountedAt" > ${young}
      OR ${policySql(hosts)} THEN 'protected'
    ELSE 'orphan' END`
}

/** Is the host of row `v` judged? As a rule all are or nearly all, so the few others are named. */
export function judgedSql(hosts: readonly HostFacts[]): Sql {
  const others = hosts.filter((host) => !host.judged).map((host) => host.id)
  return others.length === 0 ? sql`true` : sql`(v."hostId" <> ALL(${idsSql(others)}))`
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
  return tests.length === 0 ? sql`false` : sql`(${join(tests, ' OR ')})`
}
