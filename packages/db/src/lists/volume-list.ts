import type { ListAnswer, ListQuery } from '@stowage/domain/list'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { filterSql, idsSql, type Sql } from './filter-sql.ts'
import { type HostFacts, hostFacts } from './host-facts.ts'
import { emptyAnswer, inScope, listAnswer, readFilter, readSort } from './list-answer.ts'
import { type Viewer, viewerGraceMs, viewerNow } from './viewer.ts'
import { type VolumeSql, volumeSql } from './volume-sql.ts'

const { sql } = Prisma

/**
 * Ids of the volumes that match, in order, with sums (bytes). Volumes of revoked hosts and removed volumes only with `removed`.
 * Throws bad_request for a filter, sort or scope that cannot be read.
 */
export async function queryVolumes(db: Database, who: Viewer, query: ListQuery): Promise<ListAnswer> {
  const filter = readFilter('volumes', query.q)
  const sort = readSort('volumes', query.sort)
  const seen = inScope(await hostFacts(db, who), query.scope)
  const hosts = query.removed ? seen : seen.filter((host) => !host.revoked)
  if (hosts.length === 0) return emptyAnswer
  const target = volumeSql(hosts, viewerNow(who), viewerGraceMs(who))
  const ids = idsSql(hosts.map((host) => host.id))
  return listAnswer(db, {
    id: sql`v.id`,
    from: sql`volume v`,
    where: query.removed ? sql`v."hostId" = ANY(${ids})` : sql`v."removedAt" IS NULL AND v."hostId" = ANY(${ids})`,
    filter: filterSql(filter, target),
    order: orderSql(sort.key, sort.descending, hosts, target),
    bytes: sql`v."sizeBytes"`,
    counted: sql`v."hostId" = ANY(${idsSql(hosts.filter((host) => host.counted).map((host) => host.id))}) AND v."removedAt" IS NULL`,
  })
}

function orderSql(key: string, descending: boolean, hosts: readonly HostFacts[], { state }: VolumeSql): Sql {
  const direction = descending ? sql`DESC NULLS LAST` : sql`ASC NULLS LAST`
  const name = sql`v.name COLLATE "C"`
  if (key === 'name') return sql`${name} ${direction}, v.id ${direction}`
  const keys: Record<string, Sql> = {
    host: sql`array_position(${idsSql(hosts.map((host) => host.id))}, v."hostId")`,
    driver: sql`v.driver COLLATE "C"`,
    kind: sql`v.kind COLLATE "C"`,
    project: sql`v.project COLLATE "C"`,
    state,
    size: sql`v."sizeBytes"`,
    created: sql`v."createdAt"`,
    seen: sql`v."firstSeenAt"`,
    mounted: sql`v."lastMountedAt"`,
  }
  return sql`${keys[key] ?? name} ${direction}, ${name}, v.id`
}
