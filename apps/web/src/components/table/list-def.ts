import type { Sort } from '@stowage/domain/sort'
import type { ReactNode } from 'react'
import type { Rows } from '@/lib/rows/rows.ts'
import type { Column } from './column.ts'
import type { GridRowData } from './grid.tsx'

/** What a list of one noun needs to know about it. */
export interface ListDef<Row extends GridRowData> {
  noun: 'volumes' | 'containers'
  one: string
  columns: readonly Column<Row>[]
  initialSort: Sort
  store: Rows<Row>
  /** Sort key whose unknown values stand apart at the end, and their heading. */
  unknown: { key: string; text: string; why: string }
  placeholder: string
  error: string
  href: (row: Row) => string
  nameOf: (row: Row) => string
  bytesOf: (row: Row) => number | null
  /** Buttons for the selected rows, or for the active one. */
  selectionActions?: (ids: readonly string[]) => ReactNode
  phone: (row: Row) => ReactNode
  empty: (scopeHost: string | null) => ReactNode
}
