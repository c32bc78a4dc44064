import type { ListAnswer, ListQuery } from '@stowage/domain/list'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { filterSql, type Sql } from './filter-sql.ts'
import {
  asksOnlyOrder,
  byHost,
  countedSql,
  emptyAnswer,
  idsOf,
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
import { type Viewer, viewerGraceMs, viewerNow } from './viewer.ts'
import { insideUses } from './volume-inside.ts'
import { needsUsers, volumeSql } from './volume-sql.ts'
import { stateSql } from './volume-state-sql.ts'

const { sql } = Prisma

const text = (column: Sql): Order => ({ type: 'text', key: sql`${column} COLLATE "C"` })
const figure = (key: Sql): Order => ({ type: 'figure', key })
const orders: Readonly<Record<string, Order>> = {
  name: { type: 'text', key: null },
  driver: text(sql`v.driver`),
  kind: text(sql`v.kind`),
  project: text(sql`v.project`),
  size: figure(sql`v."sizeBytes"`),
  growth: figure(sql`v."growthBytesPerDay"`),
  files: figure(sql`v."sizeFiles"`),
  written: figure(sql`v."newestWriteAt"`),
  measured: figure(sql`v."sizeMeasuredAt"`),
  created: figure(sql`v."createdAt"`),
  seen: figure(sql`v."firstSeenAt"`),
  mounted: figure(sql`v."lastMountedAt"`),
}

/** What volume_list_idx and volume_size_list_idx hold beside names and hosts; users are looked up by name. */
const inList = [
  'driver',
  'kind',
  'state',
  'mounted',
  'idle',
  'growth',
  'files',
  'written',
  'created',
  'seen',
  'size',
  'used-by',
  'image',
]

/**
 * Row numbers of the volumes that match, in order, with sums (bytes). Volumes of revoked hosts and removed volumes only with `removed`.
 * Throws bad_request for a filter, sort or scope that cannot be read.
 */
export async function queryVolumes(db: Database, who: Viewer, query: ListQuery): Promise<ListAnswer> {
  const list = await volumeListSql(db, who, query)
  return list ? listAnswer(db, list) : emptyAnswer
}

/** The question in SQL; null when no host is in view. */
export async function volumeListSql(db: Database, who: Viewer, query: ListQuery): Promise<ListSql | null> {
  const filter = readFilter('volumes', query.q)
  const sort = readSort('volumes', query.sort)
  const known = await listHosts(db, who)
  const hosts = inScope(known, query.scope).filter((host) => query.removed || !host.revoked)
  if (hosts.length === 0) return null
  const inside = needsUsers(filter) ? await insideUses(db, idsOf(hosts)) : []
  const facts = { hosts, inside, now: viewerNow(who), graceMs: viewerGraceMs(who), removed: query.removed }
  const place = onHosts(sql`v."hostId"`, hosts, who.hostIds === null && hosts.length === known.length)
  const order =
    sort.key === 'host' ? byHost(sql`v."hostId"`, hosts) : sort.key === 'state' ? text(stateSql(facts)) : orders[sort.key]
  return {
    from: sql`volume v`,
    where: query.removed ? place : sql`v."removedAt" IS NULL AND ${place}`,
    filter: filter.items.length === 0 ? null : filterSql(filter, volumeSql(facts)),
    isCovered: isCovered(filter, sort, [inList, ['project', 'size', 'used-by', 'image']]),
    isIndexed: asksOnlyOrder(filter, sort, sort.key === 'size' ? inList : []),
    ref: sql`v.ref`,
    name: sql`v.name COLLATE "C"`,
    order: order ?? { type: 'text', key: null },
    descending: sort.descending,
    bytes: sql`v."sizeBytes"`,
    partial: sql`v."sizePartial"`,
    counted: countedSql(sql`v."hostId"`, sql`v."removedAt"`, hosts, query.removed),
  }
}
