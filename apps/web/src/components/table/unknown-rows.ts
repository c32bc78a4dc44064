import type { Sort } from '@stowage/domain/sort'
import type { Listing } from '@/lib/rows/listing.ts'
import type { GridRowData } from './grid.tsx'
import type { ListDef } from './list-def.ts'

interface UnknownRows {
  /** Index of the first. */
  from: number
  count: number
  text: string
  why?: string
}

/** Rows at the end of a list whose figure is unknown; null when there are none, or a list that is cut ends before them. */
export function unknownRows<Row extends GridRowData>(
  { columns, unknown }: Pick<ListDef<Row>, 'columns' | 'unknown'>,
  sort: Sort,
  { total, unordered, ids }: Pick<Listing, 'total' | 'unordered' | 'ids'>,
): UnknownRows | null {
  const from = total - unordered
  if (unordered === 0 || from >= ids.length) return null
  if (sort.key === unknown.key) return { from, count: unordered, text: unknown.text, why: unknown.why }
  const column = columns.find((each) => each.sort?.key === sort.key)
  // Texts that are missing are absent, not unknown.
  return column?.align === 'right' ? { from, count: unordered, text: `${column.label} unknown` } : null
}
