import { Skeleton } from '@/components/ui/skeleton.tsx'

const tiles = ['No reference seen', 'Cannot tell', 'In volumes', 'In writable layers', 'Not reporting']
const bars = Array.from({ length: 6 }, (_, index) => `bar-${index}`)

/** The final layout without its figures. */
export const OverviewSkeleton = () => (
  <>
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-5">
      {tiles.map((label) => (
        <div
          key={label}
          className="flex min-h-28 max-lg:first:col-span-2 flex-col gap-3 rounded-md border border-border bg-surface px-4 py-3"
        >
          <span className="text-base font-medium text-text-2">{label}</span>
          <Skeleton className="h-6 w-24" />
          <Skeleton className="mt-auto h-3 w-40 max-w-full" />
        </div>
      ))}
    </div>
    <div className="flex flex-col gap-3 rounded-md border border-border bg-surface p-4">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-4 w-full" />
    </div>
    <div className="flex flex-col gap-4 rounded-md border border-border bg-surface p-4">
      {bars.map((bar) => (
        <Skeleton key={bar} className="h-3 w-full" />
      ))}
    </div>
  </>
)
