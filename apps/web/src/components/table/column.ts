import type { Sort } from '@stowage/domain/sort'
import type { ReactNode } from 'react'

/** One column of a list. Its width never follows its content, so that a refresh shifts nothing. */
export interface Column<Row> {
  id: string
  label: string
  /** What the head alone does not tell. */
  hint?: string
  /** Pixels; the column with `grow` takes what is left and is never narrower than this. */
  width: number
  grow?: boolean
  /** Figures stand right. */
  align?: 'right'
  /** The server's sort key and the direction of the first press. */
  sort?: { key: string; first: 'asc' | 'desc' }
  /** Shown before anyone chooses columns. */
  initially: boolean
  cell: (row: Row) => ReactNode
  /** The whole value as text, with units and zones: told for the active cell. */
  full: (row: Row, say: { moment: (at: Date) => string }) => string
}

/** `-size` */
export const sortText = ({ key, descending }: Sort): string => `${descending ? '-' : ''}${key}`
