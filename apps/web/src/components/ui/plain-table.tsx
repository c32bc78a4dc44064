import clsx from 'clsx'
import type { ReactNode } from 'react'

export interface Column<T> {
  label: string
  cell: (row: T) => ReactNode
  /** Figures are right-aligned. */
  figure?: boolean
  /** Width classes, and `max-lg:hidden` where a phone can do without. */
  className?: string
}

interface Props<T> {
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
}

/** A short table that needs no grid: on phones every row becomes a block with its labels. */
export function PlainTable<T>({ caption, columns, rows, rowKey }: Props<T>) {
  return (
    <table className="w-full border-collapse text-left text-base max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr>
          {columns.map((column) => (
            <th
              key={column.label}
              scope="col"
              className={clsx(
                'h-8 border-b border-border px-3 text-sm font-medium whitespace-nowrap text-text-3 first:pl-4 last:pr-4',
                column.figure && 'text-right',
                column.className,
              )}
            >
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className="border-border not-last:border-b max-sm:block max-sm:px-4 max-sm:py-2.5 sm:hover:bg-hover"
          >
            {columns.map((column) => (
              <td
                key={column.label}
                className={clsx(
                  'h-[34px] px-3 py-1.5 align-middle [overflow-wrap:anywhere] first:pl-4 last:pr-4 max-sm:flex max-sm:h-auto max-sm:min-h-6 max-sm:gap-3 max-sm:!px-0 max-sm:py-0.5',
                  column.figure && 'sm:text-right',
                  column.className,
                )}
              >
                <span className="shrink-0 basis-24 text-text-3 sm:hidden" aria-hidden>
                  {column.label}
                </span>
                <span className="min-w-0 sm:contents">{column.cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
