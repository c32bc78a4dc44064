import { Prisma } from '../generated/client.ts'
import { idsSql, likeText, type Sql, timeSql } from './filter-sql.ts'
import type { ListHost } from './list-hosts.ts'

const { sql, join } = Prisma

/** `removed`: are there removed rows in view? Where there are none, an index that knows only present ones answers alone. */
type StateFacts = { hosts: readonly ListHost[]; now: Date; graceMs: number; removed?: boolean }

/**
 * The questions of `volumeVerdict` over a row `v` of volume, in its order; NULL = unknown. A property test holds the two together. What
 * depends on containers and on the row alone is kept on the row (`used`, `projectDown`, `standing`); what depends on the host and the
 * hour is asked here.
 */
export function stateSql({ hosts, now, graceMs, removed = false }: StateFacts): Sql {
  const young = timeSql(now.getTime() - graceMs)
  return sql`CASE
    WHEN NOT ${presentSql(removed)} THEN NULL
    WHEN v.used THEN 'used'
    WHEN NOT ${judgedSql(hosts)} OR v.standing = 'unknown' THEN NULL
    WHEN v.standing = 'protected' OR v."projectDown" OR v."firstSeenAt" > ${young} OR v."factAt" > ${young} OR v."lastMountedAt" > ${young}
      OR ${policySql(hosts)} THEN 'protected'
    ELSE 'orphan' END`
}

/** Is the volume of row `v` there? */
export const presentSql = (removed: boolean): Sql => (removed ? sql`(v."removedAt" IS NULL)` : sql`true`)

/** Is the host of row `v` judged? As a rule all are or nearly all, so the few others are named. */
export function judgedSql(hosts: readonly ListHost[]): Sql {
  const others = hosts.filter((host) => !host.judged).map((host) => host.id)
  return others.length === 0 ? sql`true` : sql`(v."hostId" <> ALL(${idsSql(others)}))`
}

/** Protection by the hosts' policies; hosts with the same lines share one test. */
function policySql(hosts: readonly ListHost[]): Sql {
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
