import { neverLabels, neverNames } from '@stowage/domain/never-list'
import { stackLabel } from '@stowage/domain/verdict'
import { Prisma } from '../generated/client.ts'
import { idsSql, likeText, type Sql, timeSql } from './filter-sql.ts'
import type { HostFacts } from './host-facts.ts'

const { sql, join } = Prisma

type StateFacts = { hosts: readonly HostFacts[]; now: Date; graceMs: number; used: Sql }

/** The questions of `volumeVerdict` over a row `v` of volume, in its order; NULL = unknown. A property test holds the two together. */
export function stateSql({ hosts, now, graceMs, used }: StateFacts): Sql {
  const young = timeSql(now.getTime() - graceMs)
  const judged = hosts.filter((host) => host.judged).map((host) => host.id)
  return sql`CASE
    WHEN v."removedAt" IS NOT NULL THEN NULL
    WHEN ${used} THEN 'used'
    WHEN NOT v."hostId" = ANY(${idsSql(judged)}) OR v.problem IS NOT NULL OR v.driver <> 'local' OR v.scope = 'global'
      OR v.kind IN ('nfs', 'cifs', 'plugin', 'other') OR jsonb_exists(v.labels, ${stackLabel}) THEN NULL
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
  return tests.length === 0 ? sql`false` : sql`(${join(tests, ' OR ')})`
}
