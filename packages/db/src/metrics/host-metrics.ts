import { openJobStates } from '@stowage/domain/job'
import type { HostSpace } from '@stowage/domain/space'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { spaceOf } from '../history/host-space.ts'
import { idsSql } from '../lists/filter-sql.ts'
import { type HostFacts, hostFacts } from '../lists/host-facts.ts'
import { readWide } from '../lists/list-answer.ts'
import { type Viewer, viewerGraceMs, viewerNow } from '../lists/viewer.ts'
import { stateSql } from '../lists/volume-state-sql.ts'

const { sql } = Prisma

/** What there is of each state on a host: volumes by verdict, containers by state, open jobs and readings. States that do not occur are missing. */
export type StateCount = { hostId: string; what: 'volumes' | 'containers' | 'jobs' | 'readings'; state: string; count: number }
export type HostMetrics = { facts: HostFacts; space: HostSpace; counts: readonly StateCount[] }

/** Enough for what this is for: a host is some sixty series. */
const hostsMax = 2000

/** Hosts that are not revoked, in order of name, with the same few statements however many they are. `leftOut`: hosts beyond the limit. */
export async function hostMetrics(db: Database, who: Viewer): Promise<{ hosts: HostMetrics[]; leftOut: number }> {
  const all = (await hostFacts(db, who)).filter((host) => !host.revoked)
  const told = all.slice(0, hostsMax)
  const [spaces, counts] = await Promise.all([spaceOf(db, who, told), stateCounts(db, who, told)])
  const byHost = Map.groupBy(counts, ({ hostId }) => hostId)
  const hosts = told.flatMap((facts, index) => {
    const space = spaces[index]
    return space ? [{ facts, space, counts: byHost.get(facts.id) ?? [] }] : []
  })
  return { hosts, leftOut: all.length - hosts.length }
}

async function stateCounts(db: Database, who: Viewer, hosts: readonly HostFacts[]): Promise<StateCount[]> {
  const ids = idsSql(hosts.map((host) => host.id))
  const verdict = stateSql({ hosts, now: viewerNow(who), graceMs: viewerGraceMs(who) })
  return readWide<StateCount>(
    db,
    sql`SELECT v."hostId"::text AS "hostId", 'volumes' AS what, coalesce(${verdict}, 'unknown') AS state, count(*)::float8 AS count
        FROM volume v WHERE v."removedAt" IS NULL AND v."hostId" = ANY(${ids}) GROUP BY 1, 3
      UNION ALL SELECT "hostId"::text, 'containers', state, count(*)::float8
        FROM container WHERE "removedAt" IS NULL AND "hostId" = ANY(${ids}) GROUP BY 1, 3
      UNION ALL SELECT "hostId"::text, 'jobs', state, count(*)::float8
        FROM job WHERE state = ANY(${[...openJobStates]}) AND "hostId" = ANY(${ids}) GROUP BY 1, 3
      UNION ALL SELECT "hostId"::text, 'readings', state, count(*)::float8
        FROM reading WHERE state IN ('asked', 'reading') AND "hostId" = ANY(${ids}) GROUP BY 1, 3`,
  )
}
