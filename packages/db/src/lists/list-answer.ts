import { AppError } from '@stowage/domain/app-error'
import type { Filter } from '@stowage/domain/filter/ast'
import type { Noun } from '@stowage/domain/filter/keys'
import { parseFilter } from '@stowage/domain/filter/parse'
import { type ListAnswer, listRefsMax } from '@stowage/domain/list'
import { parseSort, type Sort } from '@stowage/domain/sort'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { inTransaction } from '../transaction.ts'
import { fieldsOf, idsSql, type Sql } from './filter-sql.ts'
import type { ListHost } from './list-hosts.ts'

const { sql } = Prisma

/** The parsed filter. Throws bad_request with the place of the mistake in `details`. */
export function readFilter(noun: Noun, q: string): Filter {
  const answer = parseFilter(noun, q)
  if (answer.ok) return answer.filter
  const { message, start, end } = answer.problem
  throw new AppError('bad_request', message, { field: 'q', start, end })
}

/** Does one of these indexes, each by the fields it holds beside names and hosts, hold what filter and order ask for? */
export const isCovered = (filter: Filter, sort: Sort, indexes: readonly (readonly string[])[]): boolean =>
  indexes.some((held) => [...fieldsOf(filter), sort.key].every((field) => ['name', 'host', ...held].includes(field)))

/** Does a filter ask only for names, hosts, the figure that the list is ordered by, and `more`? */
export const asksOnlyOrder = (filter: Filter, sort: Sort, more: readonly string[] = []): boolean =>
  [...fieldsOf(filter)].every((field) => [sort.key, 'name', 'host', ...more].includes(field))

export function readSort(noun: 'volumes' | 'containers', text: string | null): Sort {
  const answer = parseSort(noun, text)
  if (answer.ok) return answer.sort
  throw new AppError('bad_request', answer.message, { field: 'sort' })
}

/** The hosts that a scope leaves. A name that the viewer does not see leaves none, as a name that does not exist. */
export function inScope<Host extends { name: string }>(hosts: readonly Host[], scope: string | null): Host[] {
  if (scope === null || scope === '') return [...hosts]
  if (!scope.startsWith('host:')) throw new AppError('bad_request', 'A scope reads host:NAME.', { field: 'scope' })
  return hosts.filter((host) => host.name === scope.slice('host:'.length))
}

export const idsOf = (hosts: readonly ListHost[]) => idsSql(hosts.map((host) => host.id))

/** `all`: these are all hosts there are, so the question costs nothing. */
export const onHosts = (column: Sql, hosts: readonly ListHost[], all: boolean): Sql =>
  all ? sql`true` : sql`${column} = ANY(${idsOf(hosts)})`

/** Rows by the names of their hosts. */
export const byHost = (column: Sql, hosts: readonly ListHost[]): Order => ({
  type: 'text',
  key: column,
  rank: sql`array_position(${idsOf(hosts)}, key)`,
})

/** Do a row's bytes add to the sum? Not when it is gone, and once only for an engine that two agents report (A32). */
export function countedSql(hostId: Sql, removedAt: Sql, hosts: readonly ListHost[], removed: boolean): Sql {
  const twins = hosts.filter((host) => !host.counted)
  const present = removed ? sql`${removedAt} IS NULL` : sql`true`
  return twins.length === 0 ? present : sql`(${present} AND ${hostId} <> ALL(${idsOf(twins)}))`
}

/**
 * `text`: what the order groups by, rows of equal value in order of name; null = the name alone. `rank`: what stands for `key` among the
 * groups. `figure`: a number or a time.
 */
export type Order = { type: 'text'; key: Sql | null; rank?: Sql } | { type: 'figure'; key: Sql }

export type ListSql = {
  from: Sql
  /** Rows in view, before the filter. */
  where: Sql
  /** Three-valued; null = no filter. */
  filter: Sql | null
  /** The filter asks only for what the index of a figure's order holds. */
  isIndexed: boolean
  /** An index in order of name holds all that is asked for. Else the rows are read in the order of the table, and what is kept is sorted. */
  isCovered: boolean
  ref: Sql
  name: Sql
  order: Order
  descending: boolean
  bytes: Sql
  partial: Sql
  counted: Sql
}

export const emptyAnswer: ListAnswer = { refs: '', total: 0, unknown: 0, sumBytes: 0, unordered: 0, leftOut: 0 }

/** Row numbers in order and the sums, of one snapshot, in one statement. */
export async function listAnswer(db: Database, list: ListSql): Promise<ListAnswer> {
  const [answer] = await readWide<Omit<ListAnswer, 'refs'> & { refs: Buffer | null }>(db, listStatement(list))
  return answer ? { ...answer, refs: answer.refs?.toString('base64') ?? '' } : emptyAnswer
}

export function listStatement(list: ListSql): Sql {
  if (list.order.type === 'text') return byText(list, list.order)
  return list.filter && !list.isIndexed ? filteredByFigure(list, list.filter, list.order.key) : byFigure(list, list.order.key)
}

const cut = (refs: Sql): Sql => sql`substring(${refs} FROM 1 FOR ${listRefsMax * 4}::int)`
const packed = sql`string_agg(int4send(ref), ''::bytea)`
const way = (descending: boolean): Sql => (descending ? sql`DESC` : sql`ASC`)

/**
 * Reads the rows in order of name, which an index gives, and gathers those of equal value: only the few values are sorted. A hash
 * aggregate takes the rows as they come; with `enable_sort` off, Postgres has no other.
 */
function byText(
  { from, where, filter, ref, name, descending, bytes, partial, counted, isCovered }: ListSql,
  order: Extract<Order, { type: 'text' }>,
): Sql {
  const { key, rank = sql`key` } = order
  const byName = way(descending && key === null)
  const rows = sql`SELECT ${ref} AS ref, ${name} AS name, ${key ?? sql`true`} AS key, ${bytes} AS bytes, ${partial} AS partial, ${counted} AS counted, ${filter ?? sql`true`} AS kept
        FROM ${from} WHERE ${where}`
  const inOrder = isCovered
    ? sql`${rows} ORDER BY ${name} ${byName}, ${ref} ${byName} OFFSET 0`
    : sql`SELECT * FROM (${rows} OFFSET 0) row WHERE kept IS NOT FALSE ORDER BY name ${byName}, ref ${byName} OFFSET 0`
  return sql`WITH groups AS (
      SELECT key, ${packed} FILTER (WHERE kept) AS refs, count(*) FILTER (WHERE kept IS NULL)::float8 AS "leftOut", ${sums}
      FROM (${inOrder}) row WHERE kept IS NOT FALSE GROUP BY key)
    SELECT ${cut(sql`string_agg(refs, ''::bytea ORDER BY ${rank} ${way(descending)} NULLS LAST)`)} AS refs, coalesce(sum(total), 0) AS total,
      coalesce(sum(unknown), 0) AS unknown, coalesce(sum("sumBytes"), 0) AS "sumBytes", coalesce(sum("leftOut"), 0) AS "leftOut",
      coalesce(sum(total) FILTER (WHERE key IS NULL), 0) AS unordered FROM groups`
}

/** Known values by their index, forwards or backwards, then the unknown ones by name. */
function byFigure({ from, where, filter, ref, name, descending, bytes, partial, counted }: ListSql, key: Sql): Sql {
  const kept = filter ?? sql`true`
  const page = (rows: Sql, order: Sql): Sql =>
    sql`coalesce((SELECT ${packed} FROM (SELECT ${ref} AS ref FROM ${from} WHERE ${where} AND ${kept} AND ${rows} ORDER BY ${order} LIMIT ${listRefsMax}) page), ''::bytea)`
  const known = page(sql`${key} IS NOT NULL`, sql`${key} ${way(descending)}, ${name}, ${ref}`)
  // By the key too, though it is the same for all: so Postgres sees that the index has this order.
  const unknown = page(sql`${key} IS NULL`, sql`${key}, ${name}, ${ref}`)
  return sql`SELECT ${cut(sql`${known} || ${unknown}`)} AS refs, sums.*
    FROM (SELECT ${sums}, ${ends} FROM (SELECT ${bytes} AS bytes, ${partial} AS partial, ${counted} AS counted, ${key} AS key, ${kept} AS kept
      FROM ${from} WHERE ${where} OFFSET 0) row) sums`
}

/** What the filter keeps is sorted. */
function filteredByFigure({ from, where, ref, name, descending, bytes, partial, counted }: ListSql, filter: Sql, key: Sql): Sql {
  return sql`WITH met AS MATERIALIZED (
      SELECT * FROM (SELECT ${ref} AS ref, ${name} AS name, ${key} AS key, ${bytes} AS bytes, ${partial} AS partial, ${counted} AS counted, ${filter} AS kept
        FROM ${from} WHERE ${where} OFFSET 0) row WHERE kept IS NOT FALSE)
    SELECT ${sums}, ${ends},
      (SELECT ${packed} FROM (SELECT ref FROM met WHERE kept ORDER BY key ${way(descending)} NULLS LAST, name, ref LIMIT ${listRefsMax}) page) AS refs
    FROM met`
}

const sums = sql`count(*) FILTER (WHERE kept)::float8 AS total, count(*) FILTER (WHERE kept AND (bytes IS NULL OR partial))::float8 AS unknown,
  coalesce(sum(bytes) FILTER (WHERE kept AND counted), 0)::float8 AS "sumBytes"`

const ends = sql`count(*) FILTER (WHERE kept IS NULL)::float8 AS "leftOut", count(*) FILTER (WHERE kept AND key IS NULL)::float8 AS unordered`

/** For one transaction. The default 4 MB would sort 100,000 rows on disk; parallel workers and compiling cost more than they save. */
const wideSettings = `SET TRANSACTION READ ONLY; SET LOCAL work_mem = '32MB'; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0;
  SET LOCAL random_page_cost = 1.1; SET LOCAL enable_sort = off`

/** Rows of a statement over a whole fleet. */
export async function readWide<Row extends object>(db: Database, statement: Sql): Promise<Row[]> {
  return inTransaction(db.pool, async (client) => {
    await client.query(wideSettings)
    const { rows } = await client.query<Row>({ text: statement.text, values: statement.values })
    return rows
  })
}
