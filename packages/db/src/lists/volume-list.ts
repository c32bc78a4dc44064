import type { ListAnswer, ListQuery } from '@stowage/domain/list'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { fieldsOf, filterSql, type Sql } from './filter-sql.ts'
import { hostFacts } from './host-facts.ts'
import { countedSql, emptyAnswer, hostPlaces, inScope, listAnswer, onHosts, readFilter, readSort } from './list-answer.ts'
import { type Viewer, viewerGraceMs, viewerNow } from './viewer.ts'
import { insideUses } from './volume-inside.ts'
import { useKeys, volumeFrom, volumeSql } from './volume-sql.ts'

const { sql } = Prisma

const orders: Readonly<Record<string, Sql>> = {
  host: sql`h.place`,
  driver: sql`v.driver COLLATE "C"`,
  kind: sql`v.kind COLLATE "C"`,
  project: sql`v.project COLLATE "C"`,
  state: sql`v.state COLLATE "C"`,
  size: sql`v."sizeBytes"`,
  created: sql`v."createdAt"`,
  seen: sql`v."firstSeenAt"`,
  mounted: sql`v."lastMountedAt"`,
}

/**
 * Ids of the volumes that match, in order, with sums (bytes). Volumes of revoked hosts and removed volumes only with `removed`.
 * Throws bad_request for a filter, sort or scope that cannot be read.
 */
export async function queryVolumes(db: Database, who: Viewer, query: ListQuery): Promise<ListAnswer> {
  const filter = readFilter('volumes', query.q)
  const sort = readSort('volumes', query.sort)
  const known = await hostFacts(db, who)
  const hosts = inScope(known, query.scope).filter((host) => query.removed || !host.revoked)
  if (hosts.length === 0) return emptyAnswer
  const asked = fieldsOf(filter)
  // Of the orders, only that by state looks at uses: `mounted` is a time here, kept on the row.
  if (sort.key === 'state') asked.add('state')
  const looksAtUses = [...asked].some((key) => useKeys.has(key))
  const inside = looksAtUses
    ? await insideUses(
        db,
        hosts.map((host) => host.id),
      )
    : []
  const facts = { hosts, inside, now: viewerNow(who), graceMs: viewerGraceMs(who) }
  const all = who.hostIds === null && hosts.length === known.length
  const place = onHosts(sql`v."hostId"`, hosts, all)
  const where = query.removed ? place : sql`v."removedAt" IS NULL AND ${place}`
  return listAnswer(db, {
    from: sql`${looksAtUses ? volumeFrom(facts, where, asked) : sql`volume v`} ${sort.key === 'host' ? hostPlaces(sql`v."hostId"`, hosts) : Prisma.empty}`,
    where: looksAtUses ? sql`true` : where,
    filter: filter.items.length === 0 ? null : filterSql(filter, volumeSql(facts)),
    id: sql`v.id`,
    name: sql`v.name COLLATE "C"`,
    key: orders[sort.key] ?? null,
    descending: sort.descending,
    bytes: sql`v."sizeBytes"`,
    counted: countedSql(sql`v."hostId"`, sql`v."removedAt"`, hosts, query.removed),
  })
}
