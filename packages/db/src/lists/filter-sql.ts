import type { Bound, FilterNode, FilterValue, Moment, Pattern } from '@stowage/domain/filter/ast'
import { fold, patternMatches } from '@stowage/domain/filter/fold'
import { momentMs } from '@stowage/domain/filter/scalar'
import { Prisma } from '../generated/client.ts'

export type Sql = Prisma.Sql
const { sql, join } = Prisma

/** Where the value of a key lies. Expressions answer NULL where the value is unknown, as `filter/matches.ts` answers null. */
export type FieldSql =
  /** `isWord`: one of a few words in lower case, compared as they are. */
  | { type: 'text'; value: Sql; nullIs: 'absent' | 'unknown'; isWord?: true }
  | { type: 'host'; column: Sql; hosts: readonly { id: string; name: string }[] }
  /** `some`: is there a member of that pattern? Without one: is there any? */
  | { type: 'texts'; some: (pattern?: Pattern) => Sql; complete: Sql }
  /** `isLowerBound`: at least so much. */
  | { type: 'number'; value: Sql; isLowerBound?: Sql }
  | { type: 'time'; value: Sql }
  | { type: 'age'; since: Sql; exact: Sql }
  | { type: 'flag'; value: Sql }
  | { type: 'labels'; value: Sql }

/** The keys that a filter asks about. */
export function fieldsOf(node: FilterNode): Set<string> {
  if (node.type === 'word') return new Set()
  if (node.type === 'key') return new Set([node.field])
  const items = node.type === 'not' ? [node.item] : node.items
  return new Set(items.flatMap((item) => [...fieldsOf(item)]))
}

export type FilterTarget = { field: (name: string) => FieldSql; word: (pattern: Pattern) => Sql; now: Date }

const yes = sql`true`
const no = sql`false`
const orUnknown = (test: Sql, known: Sql) => sql`(${test} OR CASE WHEN ${known} THEN false END)`

/** The filter as one SQL expression of three values. All texts travel as parameters. */
export function filterSql(node: FilterNode, target: FilterTarget): Sql {
  switch (node.type) {
    case 'and':
      return node.items.length === 0
        ? yes
        : sql`(${join(
            node.items.map((item) => filterSql(item, target)),
            ' AND ',
          )})`
    case 'or':
      return sql`(${join(
        node.items.map((item) => filterSql(item, target)),
        ' OR ',
      )})`
    case 'not':
      return sql`(NOT ${filterSql(node.item, target)})`
    case 'word':
      return target.word(node.pattern)
    case 'key': {
      const field = target.field(node.field)
      return sql`(${join(
        node.values.map((value) => valueSql(value, field, target.now)),
        ' OR ',
      )})`
    }
  }
}

/** Lower case of ASCII letters only, as `fold` does. */
const folded = (text: Sql) => sql`lower(${text} COLLATE "C")`

/** A whole text against a pattern. */
export function patternSql(pattern: Pattern, text: Sql): Sql {
  const wanted = fold(pattern.text)
  if (pattern.literal || !wanted.includes('*')) return sql`${folded(text)} = ${wanted}`
  return sql`${folded(text)} LIKE ${likeText(wanted)}`
}

/** A bare word anywhere in a text, or with `*` against the whole text. */
export const wordSql = (pattern: Pattern, text: Sql): Sql =>
  !pattern.literal && pattern.text.includes('*')
    ? patternSql(pattern, text)
    : sql`${folded(text)} LIKE ${`%${fold(pattern.text).replace(/[\\%_]/g, '\\$&')}%`}`

/** A `*` pattern for LIKE. */
export const likeText = (pattern: string): string => pattern.replace(/[\\%_]/g, '\\$&').replace(/\*+/g, '%')

export const timeSql = (ms: number): Sql => sql`${new Date(ms).toISOString()}::timestamptz`
export const idsSql = (ids: readonly string[]): Sql => sql`${[...ids]}::uuid[]`

function valueSql(value: FilterValue, field: FieldSql, now: Date): Sql {
  if (value.type === 'unknown') return unknownSql(field)
  if (value.type === 'any') return presenceSql(field)
  if (value.type === 'none') return sql`(NOT ${presenceSql(field)})`
  switch (field.type) {
    case 'host': {
      if (value.type !== 'pattern') return no
      const ids = field.hosts.filter((host) => patternMatches(value.pattern, host.name)).map((host) => host.id)
      return sql`(${field.column} = ANY(${idsSql(ids)}))`
    }
    case 'text': {
      if (value.type !== 'pattern') return no
      const test = field.isWord ? sql`${field.value} = ${value.pattern.text}` : patternSql(value.pattern, field.value)
      return field.nullIs === 'unknown' ? sql`(${test})` : sql`coalesce(${test}, false)`
    }
    case 'texts':
      return value.type === 'pattern' ? orUnknown(field.some(value.pattern), field.complete) : no
    case 'flag':
      return value.type === 'flag' ? sql`(${field.value} = ${value.value})` : no
    case 'number':
      return value.type === 'number' ? numberSql(value, field) : no
    case 'time':
      return value.type === 'time' ? between(field.value, moment(value.from, now), moment(value.to, now)) : no
    case 'labels':
      return value.type === 'label' ? labelSql(value, field.value) : no
    case 'age': {
      if (value.type !== 'number') return no
      const at = (bound: Bound<number> | null) =>
        bound && { value: timeSql(now.getTime() - bound.value), inclusive: bound.inclusive }
      const youngEnough = between(field.since, at(value.max), null)
      const oldEnough = between(field.since, null, at(value.min))
      const proven = value.max === null ? sql`(${field.exact} OR ${oldEnough})` : field.exact
      return sql`CASE WHEN NOT ${youngEnough} THEN false WHEN ${proven} THEN ${oldEnough} END`
    }
  }
}

function numberSql(
  { min, max }: Extract<FilterValue, { type: 'number' }>,
  { value, isLowerBound }: Extract<FieldSql, { type: 'number' }>,
): Sql {
  const exact = between(value, number(min), number(max))
  if (!isLowerBound) return exact
  const over = sql`WHEN NOT ${between(value, null, number(max))} THEN false`
  return sql`CASE WHEN NOT ${isLowerBound} THEN ${exact} ${max ? over : sql`WHEN ${exact} THEN true`} END`
}

function unknownSql(field: FieldSql): Sql {
  if (field.type === 'labels' || field.type === 'host') return no
  if (field.type === 'text' && field.nullIs === 'absent') return no
  if (field.type === 'texts') return sql`(NOT ${field.complete})`
  return field.type === 'age' ? sql`(NOT ${field.exact})` : sql`(${field.value} IS NULL)`
}

function presenceSql(field: FieldSql): Sql {
  if (field.type === 'labels') return sql`(${field.value} <> '{}'::jsonb)`
  if (field.type === 'host') return yes
  if (field.type === 'texts') return orUnknown(field.some(), field.complete)
  if (field.type === 'age') return yes
  if (field.type === 'text' && field.nullIs === 'absent') return sql`(${field.value} IS NOT NULL)`
  return sql`CASE WHEN ${field.value} IS NOT NULL THEN true END`
}

function labelSql({ label, match }: Extract<FilterValue, { type: 'label' }>, labels: Sql): Sql {
  const text = sql`(${labels} ->> ${label})`
  if (match === 'any') return sql`(${text} IS NOT NULL)`
  if (match === 'none') return sql`(${text} IS NULL)`
  return sql`coalesce(${patternSql(match, text)}, false)`
}

type Edge = { value: Sql; inclusive: boolean } | null
const number = (bound: Bound<number> | null): Edge => bound && { value: sql`${bound.value}::bigint`, inclusive: bound.inclusive }
const moment = (bound: Bound<Moment> | null, now: Date): Edge =>
  bound && { value: timeSql(momentMs(bound.value, now.getTime())), inclusive: bound.inclusive }

function between(value: Sql, from: Edge, to: Edge): Sql {
  const low = from && (from.inclusive ? sql`${value} >= ${from.value}` : sql`${value} > ${from.value}`)
  const high = to && (to.inclusive ? sql`${value} <= ${to.value}` : sql`${value} < ${to.value}`)
  if (low && high) return sql`(${low} AND ${high})`
  return low || high ? sql`(${low ?? high ?? yes})` : yes
}
