import type { Sort } from '@stowage/domain/sort'
import type { Column } from './column.ts'

type AnyColumn = Pick<Column<never>, 'id' | 'label' | 'sort' | 'initially'>

/** What the address asks for, and what of it had to be ignored, in words. */
export interface Address<T> {
  value: T
  ignored: string | null
}

/** Reads `sort=-size`. An unknown column is said, not swallowed. */
export function readSort(text: string | null, columns: readonly AnyColumn[], initial: Sort): Address<Sort> {
  if (text === null) return { value: initial, ignored: null }
  const descending = text.startsWith('-')
  const key = descending ? text.slice(1) : text
  if (columns.some(({ sort }) => sort?.key === key)) return { value: { key, descending }, ignored: null }
  const why = columns.some(({ id }) => id === key) ? 'this column has no order' : 'no such column'
  return { value: initial, ignored: `Ignored sort=${text}: ${why}.` }
}

/** Reads `cols=name,host,size`. The first column is pinned and always there. */
export function readColumns(text: string | null, columns: readonly AnyColumn[]): Address<string[]> {
  const initial = columns.filter(({ initially }) => initially).map(({ id }) => id)
  if (text === null) return { value: initial, ignored: null }
  const [pinned] = columns
  const asked = [...new Set(text.split(',').filter(Boolean))]
  const unknown = asked.filter((id) => !columns.some((column) => column.id === id))
  const known = asked.filter((id) => !unknown.includes(id) && id !== pinned?.id)
  const ignored = unknown.length > 0 ? `Ignored cols=${unknown.join(',')}: no such column.` : null
  if (known.length === 0) return { value: initial, ignored }
  return { value: [...(pinned ? [pinned.id] : []), ...known], ignored }
}

/** The address of a choice of columns, or null for the usual ones. */
export function columnsText(ids: readonly string[], columns: readonly AnyColumn[]): string | null {
  const initial = readColumns(null, columns).value
  return ids.length === initial.length && ids.every((id, index) => id === initial[index]) ? null : ids.join(',')
}
