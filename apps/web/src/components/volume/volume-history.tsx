'use client'
import type { VolumeDetail } from '@stowage/domain/volume'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { HistoryChart } from '@/components/chart/history-chart.tsx'
import { useRange } from '@/components/chart/range-choice.tsx'
import { Moment } from '@/components/time/moment.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx'
import { trpc } from '@/lib/trpc.ts'

/** The size of the volume over time. */
export function VolumeHistory({ volume }: { volume: VolumeDetail }) {
  const [range, setRange] = useRange()
  const query = useQuery({
    ...trpc.volumes.history.queryOptions({ id: volume.id, range }),
    placeholderData: keepPreviousData,
  })
  const history = query.data
  return (
    <Loading loading={query.isPending} skeleton={<Skeleton className="h-[352px] w-full rounded-md" />}>
      {() =>
        !history ? (
          <Panel>
            <ErrorPanel
              what="Can't load history. The other tabs are current."
              error={query.error}
              onRetry={() => query.refetch()}
            />
          </Panel>
        ) : history.since === null ? (
          <Panel>
            <EmptyState>
              No size of this volume was ever measured, so there is no history.{' '}
              {volume.sizeReason ? `Why: ${volume.sizeReason}` : ''}
            </EmptyState>
          </Panel>
        ) : (
          <div className="flex flex-col gap-2">
            <HistoryChart title="Size" history={history} range={range} onRange={setRange} />
            <p className="px-4 text-base text-text-3">
              First measured <Moment at={history.since} />. Of days more than 14 days back, the last and the highest figure are
              kept.
            </p>
          </div>
        )
      }
    </Loading>
  )
}
