'use client'
import clsx from 'clsx'
import { memo, type ReactNode } from 'react'
import { Skeleton } from '../ui/skeleton.tsx'
import type { Column } from './column.ts'

interface Props<Row> {
  id: string
  row: Row | undefined
  columns: readonly Column<Row>[]
  /** Position in the whole list, from 0. */
  index: number
  /** Index of the active cell's column, or null when another row is active. */
  active: number | null
  selected: boolean
  gone: boolean
  /** Only as last seen: its host does not answer. */
  faded: boolean
  top: number
  height: number
  /** Two lines instead of cells, on phones. */
  phone: ((row: Row) => ReactNode) | null
}

function GridRowOf<Row>({ id, row, columns, index, active, selected, gone, faded, top, height, phone }: Props<Row>) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: the grid takes focus and names the active cell
    <div
      role="row"
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-busy={row === undefined}
      style={{ transform: `translateY(${top}px)`, height }}
      className={clsx(
        'group/row absolute inset-x-0 top-0 border-b border-border',
        phone ? 'flex' : 'grid-columns',
        selected ? 'bg-selected' : active === null ? 'bg-surface hover:bg-hover' : 'bg-hover',
        (gone || faded) && 'text-text-3',
      )}
    >
      {(phone ? columns.slice(0, 1) : columns).map((column, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: as above
        <div
          key={column.id}
          id={cellId(id, at)}
          role="gridcell"
          data-column={at}
          aria-colindex={at + 1}
          className={clsx(
            'flex min-w-0 items-center overflow-hidden px-3',
            phone && 'w-full',
            column.align === 'right' && !phone && 'justify-end text-right',
            at === 0 && !phone && 'sticky left-0 bg-inherit',
            active === at &&
              'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus',
          )}
        >
          {row === undefined ? (
            <Skeleton className={clsx('h-3', at === 0 ? 'w-48' : 'w-3/5')} />
          ) : phone ? (
            phone(row)
          ) : (
            column.cell(row)
          )}
          {gone && at === 0 && !phone ? <span className="ml-2 shrink-0 text-sm text-text-3">gone</span> : null}
        </div>
      ))}
    </div>
  )
}

export const cellId = (id: string, column: number) => `cell-${id}-${column}`

/** A row draws again only when its own data, place or state changes. */
export const GridRow = memo(GridRowOf) as typeof GridRowOf
