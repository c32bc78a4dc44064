import type { ListAnswer, ListQuery } from '@stowage/domain/list'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { containerSql } from './container-sql.ts'
import { filterSql, type Sql } from './filter-sql.ts'
import { hostFacts } from './host-facts.ts'
import { countedSql, emptyAnswer, hostPlaces, inScope, listAnswer, onHosts, readFilter, readSort } from './list-answer.ts'
import { type Viewer, viewerNow } from './viewer.ts'

const { sql } = Prisma

const orders: Readonly<Record<string, Sql>> = {
  host: sql`h.place`,
  image: sql`c.image COLLATE "C"`,
  state: sql`c.state COLLATE "C"`,
  layer: sql`c."layerBytes"`,
  created: sql`c."createdAt"`,
  project: sql`c.project COLLATE "C"`,
  service: sql`c.service COLLATE "C"`,
  driver: sql`c."storageDriver" COLLATE "C"`,
}

/** Ids of the containers that match, in order; `unknown` and `sumBytes` are of writable layers. Throws bad_request like `queryVolumes`. */
export async function queryContainers(db: Database, who: Viewer, query: ListQuery): Promise<ListAnswer> {
  const filter = readFilter('containers', query.q)
  const sort = readSort('containers', query.sort)
  const known = await hostFacts(db, who)
  const hosts = inScope(known, query.scope).filter((host) => query.removed || !host.revoked)
  if (hosts.length === 0) return emptyAnswer
  const place = onHosts(sql`c."hostId"`, hosts, who.hostIds === null && hosts.length === known.length)
  return listAnswer(db, {
    from: sql`container c ${sort.key === 'host' ? hostPlaces(sql`c."hostId"`, hosts) : Prisma.empty}`,
    where: query.removed ? place : sql`c."removedAt" IS NULL AND ${place}`,
    filter: filter.items.length === 0 ? null : filterSql(filter, containerSql(hosts, viewerNow(who))),
    id: sql`c.id`,
    name: sql`c.name COLLATE "C"`,
    key: orders[sort.key] ?? null,
    descending: sort.descending,
    bytes: sql`c."layerBytes"`,
    counted: countedSql(sql`c."hostId"`, sql`c."removedAt"`, hosts, query.removed),
  })
}
