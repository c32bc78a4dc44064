import type { CSSProperties } from 'react'
import type { Column } from './column.ts'

type Template = CSSProperties & Record<'--grid-columns' | '--grid-width', string>

/** Widths of the columns as variables on the grid: head, rows and skeleton read the same ones. */
export function gridTemplate<Row>(columns: readonly Column<Row>[]): Template {
  return {
    '--grid-columns': columns.map(({ width, grow }) => (grow ? `minmax(${width}px, 1fr)` : `${width}px`)).join(' '),
    '--grid-width': `${columns.reduce((sum, { width }) => sum + width, 0)}px`,
  }
}
