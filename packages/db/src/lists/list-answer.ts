import { AppError } from '@stowage/domain/app-error'
import type { Filter } from '@stowage/domain/filter/ast'
import type { Noun } from '@stowage/domain/filter/keys'
import { parseFilter } from '@stowage/domain/filter/parse'
import { type ListAnswer, listIdsMax } from '@stowage/domain/list'
import { parseSort, type Sort } from '@stowage/domain/sort'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import type { Sql } from './filter-sql.ts'
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

export type ListSql = {
  from: Sql
  /** Rows in view, before the filter. */
  where: Sql
  filter: Sql
  order: Sql
  bytes: Sql
  counted: Sql
  id: Sql
}

export const emptyAnswer: ListAnswer = { ids: [], total: 0, unknown: 0, sumBytes: 0, leftOut: 0 }

/** Ids in order and the sums, of one snapshot, in one statement. */
export async function listAnswer(db: Database, list: ListSql): Promise<ListAnswer> {
  const statement = sql`SELECT sums.*, (
      SELECT string_agg(page.id::text, ',' ORDER BY page.place) FROM (
        SELECT ${list.id} AS id, row_number() OVER (ORDER BY ${list.order}) AS place FROM ${list.from}
        WHERE ${list.where} AND ${list.filter} ORDER BY ${list.order} LIMIT ${listIdsMax}) page) AS ids
    FROM (
      SELECT count(*) FILTER (WHERE kept)::float8 AS total, count(*) FILTER (WHERE kept AND bytes IS NULL)::float8 AS unknown,
        coalesce(sum(bytes) FILTER (WHERE kept AND counted), 0)::float8 AS "sumBytes", count(*) FILTER (WHERE kept IS NULL)::float8 AS "leftOut"
      FROM (SELECT ${list.filter} AS kept, ${list.bytes} AS bytes, ${list.counted} AS counted FROM ${list.from} WHERE ${list.where}) each
    ) sums`
  const { rows } = await db.pool.query<Omit<ListAnswer, 'ids'> & { ids: string | null }>({
    text: statement.text,
    values: statement.values,
  })
  const [answer] = rows
  return answer ? { ...answer, ids: answer.ids?.split(',') ?? [] } : emptyAnswer
}
