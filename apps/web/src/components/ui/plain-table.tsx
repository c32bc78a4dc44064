import clsx from 'clsx'
import type { ReactNode } from 'react'

export interface Column<T> {
  label: string
  cell: (row: T) => ReactNode
  /** Figures are right-aligned. */
  figure?: boolean
  /** Text of any length: it wraps, anywhere if it must. All else stays on one line. */
  long?: boolean
  /** Width and colour classes, and `max-lg:hidden` where a smaller screen can do without. */
  className?: string
  /** On phones a row is two lines: title and end share the first, the others follow; `label` puts the column's name before the cell. */
  phone?: 'title' | 'end' | 'label' | 'hide'
}

interface Props<T> {
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
}

const onPhone = {
  title: 'max-sm:order-1 max-sm:min-w-0 max-sm:grow max-sm:basis-[55%]',
  end: 'max-sm:order-2 max-sm:ml-auto',
  label: 'max-sm:order-5 max-sm:text-text-3',
  hide: 'max-sm:hidden',
  rest: 'max-sm:order-4 max-sm:text-text-3',
}

/** A short table that needs no grid; on phones a list of two-line rows. */
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
            className="border-border not-last:border-b max-sm:flex max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-3 max-sm:gap-y-0.5 max-sm:px-4 max-sm:py-3 max-sm:after:order-3 max-sm:after:basis-full sm:hover:bg-hover"
          >
            {columns.map((column) => (
              <td
                key={column.label}
                className={clsx(
                  'px-3 py-1.5 align-middle first:pl-4 last:pr-4 max-sm:!p-0 sm:h-[34px]',
                  column.long ? '[overflow-wrap:anywhere]' : 'sm:whitespace-nowrap',
                  column.figure && 'sm:text-right',
                  onPhone[column.phone ?? 'rest'],
                  column.className,
                )}
              >
                {column.phone === 'label' ? <span className="sm:hidden">{column.label} </span> : null}
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
