import type { Sort } from '@stowage/domain/sort'
import type { Column } from './column.ts'

/** The order after a press on a column head: its own first direction, then the other one. */
export function toggleSort(column: Pick<Column<never>, 'sort'>, { key, descending }: Sort): Sort {
  if (!column.sort) return { key, descending }
  if (column.sort.key === key) return { key, descending: !descending }
  return { key: column.sort.key, descending: column.sort.first === 'desc' }
}
