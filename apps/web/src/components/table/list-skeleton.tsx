import { Skeleton } from '../ui/skeleton.tsx'
import type { Column } from './column.ts'
import { gridTemplate } from './grid-template.ts'

const rows = Array.from({ length: 20 }, (_, at) => at)

/** Head and 20 rows in the geometry of the list. */
export const ListSkeleton = <Row,>({ columns }: { columns: readonly Column<Row>[] }) => (
  <div style={gridTemplate(columns)} className="min-h-0 grow overflow-hidden rounded-t-md bg-surface">
    <div className="grid-columns h-8 items-center border-b border-border max-sm:hidden">
      {columns.map(({ id, label, align }) => (
        <span key={id} className={`truncate px-3 text-sm font-medium text-text-2 ${align === 'right' ? 'text-right' : ''}`}>
          {label}
        </span>
      ))}
    </div>
    {rows.map((row) => (
      <div
        key={row}
        className="grid-columns h-[34px] items-center border-b border-border max-sm:block max-sm:h-15 max-sm:pt-4 touch:h-11"
      >
        {columns.map(({ id, align }, at) => (
          <span key={id} className={`flex px-3 ${align === 'right' ? 'justify-end' : ''} ${at > 0 ? 'max-sm:hidden' : ''}`}>
            <Skeleton className={at === 0 ? 'h-3 w-40' : 'h-3 w-3/5'} />
          </span>
        ))}
      </div>
    ))}
  </div>
)
