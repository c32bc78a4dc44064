import type { ListAnswer, ListQuery } from '@stowage/domain/list'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { containerSql } from './container-sql.ts'
import { filterSql, type Sql } from './filter-sql.ts'
import {
  asksOnlyOrder,
  byHost,
  countedSql,
  emptyAnswer,
  inScope,
  isCovered,
  type ListSql,
  listAnswer,
  type Order,
  onHosts,
  readFilter,
  readSort,
} from './list-answer.ts'
import { listHosts } from './list-hosts.ts'
import { type Viewer, viewerNow } from './viewer.ts'

const { sql } = Prisma

const text = (column: Sql): Order => ({ type: 'text', key: sql`${column} COLLATE "C"` })
const figure = (key: Sql): Order => ({ type: 'figure', key })
const orders: Readonly<Record<string, Order>> = {
  name: { type: 'text', key: null },
  image: text(sql`c.image`),
  state: text(sql`c.state`),
  project: text(sql`c.project`),
  service: text(sql`c.service`),
  driver: text(sql`c."storageDriver"`),
  layer: figure(sql`c."layerBytes"`),
  lost: figure(sql`c."lostBytes"`),
  growth: figure(sql`c."growthBytesPerDay"`),
  logs: figure(sql`c."logBytes"`),
  measured: figure(sql`c."layerMeasuredAt"`),
  created: figure(sql`c."createdAt"`),
}

/** What each container_*_list_idx in order of name holds beside names and hosts; mounts are looked up by id. */
const indexes = [
  ['state', 'driver', 'readonly', 'layer', 'lost', 'logs', 'growth', 'created', 'mount'],
  ['image', 'layer', 'mount'],
  ['project', 'layer'],
  ['service', 'layer'],
]

/** Row numbers of the containers that match, in order; sums are of writable layers. Throws bad_request like `queryVolumes`. */
export async function queryContainers(db: Database, who: Viewer, query: ListQuery): Promise<ListAnswer> {
  const list = await containerListSql(db, who, query)
  return list ? listAnswer(db, list) : emptyAnswer
}

/** The question in SQL; null when no host is in view. */
export async function containerListSql(db: Database, who: Viewer, query: ListQuery): Promise<ListSql | null> {
  const filter = readFilter('containers', query.q)
  const sort = readSort('containers', query.sort)
  const known = await listHosts(db, who)
  const hosts = inScope(known, query.scope).filter((host) => query.removed || !host.revoked)
  if (hosts.length === 0) return null
  const place = onHosts(sql`c."hostId"`, hosts, who.hostIds === null && hosts.length === known.length)
  return {
    from: sql`container c`,
    where: query.removed ? place : sql`c."removedAt" IS NULL AND ${place}`,
    filter: filter.items.length === 0 ? null : filterSql(filter, containerSql(hosts, viewerNow(who))),
    isCovered: isCovered(filter, sort, indexes),
    isIndexed: asksOnlyOrder(filter, sort),
    ref: sql`c.ref`,
    name: sql`c.name COLLATE "C"`,
    order: (sort.key === 'host' ? byHost(sql`c."hostId"`, hosts) : orders[sort.key]) ?? { type: 'text', key: null },
    descending: sort.descending,
    bytes: sql`c."layerBytes"`,
    partial: sql`c."layerPartial"`,
    counted: countedSql(sql`c."hostId"`, sql`c."removedAt"`, hosts, query.removed),
  }
}
