import { Skeleton } from './skeleton.tsx'

const list = (count: number) => Array.from({ length: count }, (_, index) => `${index}`)

/** Rows of a table while its data is on the way, in the height of the real ones. */
export const TableSkeleton = ({ rows, columns }: { rows: number; columns: number }) => (
  <div>
    <div className="h-8 border-b border-border" />
    {list(rows).map((row) => (
      <div key={row} className="flex h-[35px] items-center gap-6 border-border px-4 not-last:border-b">
        {list(columns).map((column) => (
          <Skeleton key={column} className={column === '0' ? 'h-3 grow-3 basis-0' : 'h-3 grow basis-0'} />
        ))}
      </div>
    ))}
  </div>
)
