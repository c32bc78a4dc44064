'use client'
import type { ContainerRow } from '@stowage/domain/container'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { trpc } from '@/lib/trpc.ts'
import { HistoryChart } from '../chart/history-chart.tsx'
import { useRange } from '../chart/range-choice.tsx'
import { layerReasonText } from '../containers/container-words.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Panel } from '../ui/panel.tsx'
import { Loading, Skeleton } from '../ui/skeleton.tsx'

const title = 'Writable layer over time'

/** The size of the writable layer over time. */
export function LayerHistory({ container }: { container: ContainerRow }) {
  const [range, setRange] = useRange()
  const query = useQuery({
    ...trpc.containers.history.queryOptions({ id: container.id, range }),
    placeholderData: keepPreviousData,
  })
  const history = query.data
  return (
    <Loading loading={query.isPending} skeleton={<Skeleton className="h-[352px] w-full rounded-md" />}>
      {() =>
        !history ? (
          <Panel title={title}>
            <ErrorPanel
              what="Can't load history. Current figures are above."
              error={query.error}
              onRetry={() => query.refetch()}
            />
          </Panel>
        ) : history.since === null ? (
          <Panel title={title}>
            <EmptyState>
              This layer was never measured, so there is no history.{' '}
              {container.layerBytes === null ? layerReasonText(container) : ''}
            </EmptyState>
          </Panel>
        ) : (
          <HistoryChart title={title} history={history} range={range} onRange={setRange} />
        )
      }
    </Loading>
  )
}
