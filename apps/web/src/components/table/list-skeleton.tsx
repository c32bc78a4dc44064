import { Skeleton } from '../ui/skeleton.tsx'
import type { Column } from './column.ts'

/** Head and 20 rows in the geometry of the list. */
export function ListSkeleton<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  const rows = Array.from({ length: 20 }, (_, at) => at)
  return (
    <div className="min-h-0 grow overflow-hidden rounded-t-md bg-surface">
      <div className="flex h-8 items-center border-b border-border max-sm:hidden">
        {columns.map(({ id, label, grow, align }) => (
          <span
            key={id}
            className={`px-3 text-sm font-medium text-text-2 ${grow ? 'grow' : 'w-32 shrink-0'} ${align === 'right' ? 'text-right' : ''}`}
          >
            {label}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <div key={row} className="flex h-[34px] items-center border-b border-border max-sm:h-15 touch:h-11">
          {columns.map(({ id, grow }, at) => (
            <span key={id} className={`px-3 ${grow ? 'grow' : 'w-32 shrink-0 max-sm:hidden'}`}>
              <Skeleton className={at === 0 ? 'h-3 w-48' : 'h-3 w-16'} />
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
