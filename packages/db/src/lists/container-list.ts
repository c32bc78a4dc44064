import type { ListAnswer, ListQuery } from '@stowage/domain/list'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { containerSql } from './container-sql.ts'
import { filterSql, idsSql, type Sql } from './filter-sql.ts'
import { hostFacts } from './host-facts.ts'
import { emptyAnswer, inScope, listAnswer, readFilter, readSort } from './list-answer.ts'
import { type Viewer, viewerNow } from './viewer.ts'

const { sql } = Prisma

/** Ids of the containers that match, in order; `unknown` and `sumBytes` are of writable layers. Throws bad_request like `queryVolumes`. */
export async function queryContainers(db: Database, who: Viewer, query: ListQuery): Promise<ListAnswer> {
  const filter = readFilter('containers', query.q)
  const sort = readSort('containers', query.sort)
  const seen = inScope(await hostFacts(db, who), query.scope)
  const hosts = query.removed ? seen : seen.filter((host) => !host.revoked)
  if (hosts.length === 0) return emptyAnswer
  const ids = idsSql(hosts.map((host) => host.id))
  const direction = sort.descending ? sql`DESC NULLS LAST` : sql`ASC NULLS LAST`
  const name = sql`c.name COLLATE "C"`
  const keys: Record<string, Sql> = {
    host: sql`array_position(${ids}, c."hostId")`,
    image: sql`c.image COLLATE "C"`,
    state: sql`c.state COLLATE "C"`,
    layer: sql`c."layerBytes"`,
    created: sql`c."createdAt"`,
    project: sql`c.project COLLATE "C"`,
    service: sql`c.service COLLATE "C"`,
    driver: sql`c."storageDriver" COLLATE "C"`,
  }
  const key = keys[sort.key]
  return listAnswer(db, {
    id: sql`c.id`,
    from: sql`container c`,
    where: query.removed ? sql`c."hostId" = ANY(${ids})` : sql`c."removedAt" IS NULL AND c."hostId" = ANY(${ids})`,
    filter: filterSql(filter, containerSql(hosts, viewerNow(who))),
    order: key ? sql`${key} ${direction}, ${name}, c.id` : sql`${name} ${direction}, c.id ${direction}`,
    bytes: sql`c."layerBytes"`,
    counted: sql`c."hostId" = ANY(${idsSql(hosts.filter((host) => host.counted).map((host) => host.id))}) AND c."removedAt" IS NULL`,
  })
}
