'use client'
import type { DiskForecast, DiskHistory } from '@stowage/domain/history'
import type { HostDetail } from '@stowage/domain/host'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useRange } from '@/components/chart/range-choice.tsx'
import { Moment } from '@/components/time/moment.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Segments } from '@/components/ui/segments.tsx'
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { trpc } from '@/lib/trpc.ts'
import { DiskChart } from './disk-chart.tsx'
import { ForecastHow } from './forecast-how.tsx'
import { HostGrowers } from './host-growers.tsx'

/** When this host is full, and who fills it. */
export function HostForecast({ host }: { host: HostDetail }) {
  const [range, setRange] = useRange('30d')
  const query = useQuery({ ...trpc.hosts.history.queryOptions({ id: host.id, range }), placeholderData: keepPreviousData })
  const history = query.data
  return (
    <div className="flex flex-col gap-4">
      {/* Its place is kept also in the moment before the skeleton shows: what follows must not jump. */}
      <div className="flex min-h-[418px] flex-col gap-4 max-sm:min-h-[540px]">
        <Loading loading={query.isPending} skeleton={<Skeleton className="h-[418px] w-full rounded-md" />}>
          {() =>
            !history ? (
              <Panel>
                <ErrorPanel
                  what="Can't load history. Current figures are above."
                  error={query.error}
                  onRetry={() => query.refetch()}
                />
              </Panel>
            ) : history.since === null ? (
              <Panel>
                <EmptyState>The disk was not measured yet. Forecasts need 7 days of measurements.</EmptyState>
              </Panel>
            ) : (
              <Disk history={history} host={host} range={range} onRange={setRange} />
            )
          }
        </Loading>
      </div>
      <HostGrowers host={host} range={range} />
    </div>
  )
}

interface Props {
  history: DiskHistory
  host: HostDetail
  range: ReturnType<typeof useRange>[0]
  onRange: ReturnType<typeof useRange>[1]
}

function Disk({ history, host, range, onRange }: Props) {
  const [dimension, setDimension] = useState<DiskForecast['dimension']>('bytes')
  const forecast = history.forecasts.find((each) => each.dimension === dimension) ?? null
  return (
    <>
      {history.forecasts.map((each) =>
        each.runaway ? (
          <Strip key={each.dimension} tone="warning">
            {each.dimension === 'bytes' ? 'The disk' : 'The inodes'} of {host.name}{' '}
            {each.dimension === 'bytes' ? 'fills' : 'fill'} fast since <Moment at={each.runaway.sinceAt} />: {each.text}.
          </Strip>
        ) : null,
      )}
      <section
        aria-label="Forecast"
        className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-border bg-surface px-4 py-3"
      >
        <Segments
          label="What runs out"
          value={dimension}
          options={[
            { value: 'bytes', label: 'Bytes' },
            { value: 'inodes', label: 'Inodes' },
          ]}
          onChange={setDimension}
        />
        <p className="text-lg font-semibold max-sm:order-last max-sm:w-full">
          {forecast ? sentence(forecast.text) : 'No forecast'}
        </p>
        {forecast ? (
          <span className="ml-auto">
            <ForecastHow forecast={forecast} />
          </span>
        ) : null}
      </section>
      <DiskChart host={host.name} history={history} forecast={forecast} dimension={dimension} range={range} onRange={onRange} />
    </>
  )
}

/** As the beginning of a line. */
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
