import { Skeleton } from '@/components/ui/skeleton.tsx'

const tiles = [
  'Data-loss risks',
  'Growth',
  'No reference seen',
  'Cannot tell',
  'In volumes',
  'In writable layers',
  'Age of sizes',
  'Not reporting',
]
const bars = Array.from({ length: 6 }, (_, index) => `bar-${index}`)

/** The final layout without its figures. */
export const OverviewSkeleton = () => (
  <>
    <div className="grid grid-cols-1 gap-3 min-[22rem]:grid-cols-2 lg:grid-cols-4">
      {tiles.map((label) => (
        <div key={label} className="flex min-h-28 flex-col gap-3 rounded-md border border-border bg-surface px-4 py-3">
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
