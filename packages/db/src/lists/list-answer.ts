import { AppError } from '@stowage/domain/app-error'
import type { Filter } from '@stowage/domain/filter/ast'
import type { Noun } from '@stowage/domain/filter/keys'
import { parseFilter } from '@stowage/domain/filter/parse'
import { type ListAnswer, listIdsMax } from '@stowage/domain/list'
import { parseSort, type Sort } from '@stowage/domain/sort'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { inTransaction } from '../transaction.ts'
import { idsSql, type Sql } from './filter-sql.ts'
import type { HostFacts } from './host-facts.ts'

const { sql } = Prisma

/** The parsed filter. Throws bad_request with the place of the mistake in `details`. */
export function readFilter(noun: Noun, q: string): Filter {
  const answer = parseFilter(noun, q)
  if (answer.ok) return answer.filter
  const { message, start, end } = answer.problem
  throw new AppError('bad_request', message, { field: 'q', start, end })
}

export function readSort(noun: 'volumes' | 'containers', text: string | null): Sort {
  const answer = parseSort(noun, text)
  if (answer.ok) return answer.sort
  throw new AppError('bad_request', answer.message, { field: 'sort' })
}

/** The hosts that a scope leaves. A name that the viewer does not see leaves none, as a name that does not exist. */
export function inScope(hosts: readonly HostFacts[], scope: string | null): HostFacts[] {
  if (scope === null || scope === '') return [...hosts]
  if (!scope.startsWith('host:')) throw new AppError('bad_request', 'A scope reads host:NAME.', { field: 'scope' })
  return hosts.filter((host) => host.name === scope.slice('host:'.length))
}

const idsOf = (hosts: readonly HostFacts[]) => idsSql(hosts.map((host) => host.id))

/** `all`: these are all hosts there are, so the question costs nothing. */
export const onHosts = (column: Sql, hosts: readonly HostFacts[], all: boolean): Sql =>
  all ? sql`true` : sql`${column} = ANY(${idsOf(hosts)})`

/** Joins `h.place`, the place of a row's host by name. */
export const hostPlaces = (column: Sql, hosts: readonly HostFacts[]): Sql =>
  sql`JOIN unnest(${idsOf(hosts)}) WITH ORDINALITY AS h(id, place) ON h.id = ${column}`

/** Do a row's bytes add to the sum? Not when it is gone, and once only for an engine that two agents report (A32). */
export function countedSql(hostId: Sql, removedAt: Sql, hosts: readonly HostFacts[], removed: boolean): Sql {
  const twins = hosts.filter((host) => !host.counted)
  const present = removed ? sql`${removedAt} IS NULL` : sql`true`
  return twins.length === 0 ? present : sql`(${present} AND ${hostId} <> ALL(${idsOf(twins)}))`
}

export type ListSql = {
  from: Sql
  /** Rows in view, before the filter. */
  where: Sql
  /** Three-valued; null = no filter. */
  filter: Sql | null
  id: Sql
  name: Sql
  /** What to sort by; null = the name. */
  key: Sql | null
  descending: boolean
  bytes: Sql
  counted: Sql
}

export const emptyAnswer: ListAnswer = { ids: [], total: 0, unknown: 0, sumBytes: 0, leftOut: 0 }

/** Ids in order and the sums, of one snapshot, in one statement. */
export async function listAnswer(db: Database, list: ListSql): Promise<ListAnswer> {
  const { from, where, id, name, bytes, counted } = list
  const direction = list.descending ? sql`DESC NULLS LAST` : sql`ASC NULLS LAST`
  const order = list.key ? sql`${list.key} ${direction}, ${name}, ${id}` : sql`${name} ${direction}, ${id} ${direction}`
  const statement = list.filter
    ? sql`WITH met AS MATERIALIZED (
        SELECT * FROM (SELECT ${id} AS id, ${name} AS name, ${list.key ?? sql`true`} AS key, ${bytes} AS bytes, ${counted} AS counted, ${list.filter} AS kept
          FROM ${from} WHERE ${where} OFFSET 0) row WHERE kept IS NOT FALSE)
      SELECT ${sums(sql`kept`)}, count(*) FILTER (WHERE kept IS NULL)::float8 AS "leftOut",
        (SELECT string_agg(page.id::text, ',') FROM (SELECT met.id FROM met WHERE kept ORDER BY
          ${list.key ? sql`met.key ${direction}, met.name, met.id` : sql`met.name ${direction}, met.id ${direction}`} LIMIT ${listIdsMax}) page) AS ids
      FROM met`
    : sql`SELECT sums.*, 0::float8 AS "leftOut",
        (SELECT string_agg(page.id::text, ',') FROM (SELECT ${id} AS id FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT ${listIdsMax}) page) AS ids
      FROM (SELECT ${sums(sql`true`)} FROM (SELECT ${bytes} AS bytes, ${counted} AS counted FROM ${from} WHERE ${where}) row) sums`
  const [answer] = await readWide<Omit<ListAnswer, 'ids'> & { ids: string | null }>(db, statement)
  return answer ? { ...answer, ids: answer.ids?.split(',') ?? [] } : emptyAnswer
}

/**
 * Rows of a statement over a whole fleet. The default 4 MB would sort 100,000 rows on disk; compiling and starting parallel workers (5 ms on
 * an idle machine, 20 ms on a busy one) cost more than they save.
 */
export async function readWide<Row extends object>(db: Database, statement: Sql): Promise<Row[]> {
  return inTransaction(db.pool, async (client) => {
    await client.query(
      "SET TRANSACTION READ ONLY; SET LOCAL work_mem = '32MB'; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0",
    )
    const { rows } = await client.query<Row>({ text: statement.text, values: statement.values })
    return rows
  })
}

const sums = (kept: Sql): Sql => sql`count(*) FILTER (WHERE ${kept})::float8 AS total,
  count(*) FILTER (WHERE ${kept} AND bytes IS NULL)::float8 AS unknown, coalesce(sum(bytes) FILTER (WHERE ${kept} AND counted), 0)::float8 AS "sumBytes"`
