'use client'
import type { Sort } from '@stowage/domain/sort'
import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { iconProps } from '../ui/icon.ts'
import type { Column } from './column.ts'

interface Props<Row> {
  columns: readonly Column<Row>[]
  sort: Sort
  onSort: (column: Column<Row>) => void
}

/** Sticky row of column heads. The grid is one tab stop, so the buttons are for pointers; the key is `s`. */
export function GridHeader<Row>({ columns, sort, onSort }: Props<Row>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is not a table
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={1}
      className="grid-columns h-8 border-b border-border bg-surface text-sm font-medium text-text-2"
    >
      {columns.map((column, index) => {
        const sorted = column.sort?.key === sort.key
        const Arrow = sort.descending ? ArrowDown : ArrowUp
        return (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: the grid itself takes focus
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
            className={clsx(
              'flex min-w-0 items-center',
              index === 0 && 'sticky left-0 z-10 bg-surface',
              column.align === 'right' && 'justify-end',
            )}
          >
            {column.sort ? (
              <button
                type="button"
                tabIndex={-1}
                onClick={() => onSort(column)}
                className={clsx(
                  'flex h-full min-w-0 items-center gap-1 px-3 hover:text-text',
                  sorted && 'text-text',
                  column.align === 'right' && 'flex-row-reverse',
                )}
              >
                <span className="truncate" data-tip={column.hint}>
                  {column.label}
                </span>
                <Arrow {...iconProps} size={12} strokeWidth={2} className={clsx('shrink-0', !sorted && 'invisible')} />
              </button>
            ) : (
              <span className="truncate px-3">{column.label}</span>
            )}
          </div>
        )
      })}
    </div>
  )
}
