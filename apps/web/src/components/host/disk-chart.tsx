'use client'
import { formatBytes } from '@stowage/domain/format'
import { type DiskForecast, type DiskHistory, type HistoryRange, rangeMs } from '@stowage/domain/history'
import { useMemo } from 'react'
import { RangeChoice } from '@/components/chart/range-choice.tsx'
import { TimeChart } from '@/components/chart/time-chart.tsx'
import { instantText } from '@/components/time/instant.ts'
import { Moment } from '@/components/time/moment.tsx'
import { useNow } from '@/components/time/use-now.ts'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { PlainTable } from '@/components/ui/plain-table.tsx'
import { useZone } from '@/lib/use-zone.ts'
import { diskPlot, usedOf } from './disk-plot.ts'
import { diskSummary, percentText } from './disk-words.ts'

interface Props {
  host: string
  history: DiskHistory
  forecast: DiskForecast | null
  dimension: DiskForecast['dimension']
  range: HistoryRange
  onRange: (range: HistoryRange) => void
}

const minuteMs = 60_000
const whole = new Intl.NumberFormat('en')

/** The file system under the data root over time, with its limit and, where there is a date, the way to it. */
export function DiskChart({ host, history, forecast, dimension, range, onRange }: Props) {
  const zone = useZone()
  const now = useNow(minuteMs)
  const points = useMemo(() => usedOf(history.points, dimension), [history.points, dimension])
  const data = useMemo(() => diskPlot(points, forecast, now, rangeMs[range] / 1000), [points, forecast, now, range])
  const figure = dimension === 'bytes' ? formatBytes : (count: number) => `${whole.format(Math.round(count))} inodes`
  if (points.length === 0)
    return (
      <Panel>
        <EmptyState>
          {dimension === 'inodes'
            ? `The file system of ${host} has no fixed number of inodes, so they do not run out.`
            : 'Nothing was measured in this range.'}
        </EmptyState>
      </Panel>
    )
  const readout = (index: number) => {
    const at = instantText(new Date((data.times[index] ?? 0) * 1000), zone)
    const values = data.series
      .filter(({ look }) => look !== 'hidden')
      .flatMap(({ label, values: all }) => {
        const value = all[index]
        return value === null || value === undefined ? [] : [`${label} ${figure(value)}`]
      })
    return `${at} · ${values.length > 0 ? values.join(' · ') : 'Unknown'}`
  }
  return (
    <TimeChart
      title={dimension === 'bytes' ? 'Used space' : 'Used inodes'}
      summary={diskSummary(points, figure, forecast?.text ?? null)}
      actions={<RangeChoice value={range} onChange={onRange} />}
      data={data}
      unit={dimension === 'bytes' ? 'bytes' : 'count'}
      stops={data.times.map((_, index) => index)}
      readout={readout}
      legend={<Legend forecast={data.band !== null} />}
      table={
        <PlainTable
          caption={`Used of ${host}`}
          columns={[
            { label: 'Measured at', phone: 'title', cell: ({ at }) => <Moment at={new Date(at * 1000)} /> },
            { label: 'Used', figure: true, phone: 'end', cell: ({ used }) => figure(used) },
            { label: 'Limit', figure: true, phone: 'label', cell: ({ capacity }) => figure(capacity) },
            { label: 'Full', figure: true, phone: 'label', cell: ({ used, capacity }) => percentText(used, capacity) },
          ]}
          rows={points.toReversed()}
          rowKey={({ at }) => String(at)}
        />
      }
    />
  )
}

const Legend = ({ forecast }: { forecast: boolean }) => (
  <ul className="flex flex-wrap gap-x-4 gap-y-1">
    <li className="flex items-center gap-1.5">
      <span className="h-0.5 w-4 bg-chart-in-use" /> Used
    </li>
    <li className="flex items-center gap-1.5">
      <span className="w-4 border-t border-dashed border-text-3" /> Limit for ordinary users
    </li>
    {forecast ? (
      <li className="flex items-center gap-1.5">
        <span className="w-4 border-t border-dashed border-chart-in-use" /> Forecast, with its band of 80 %
      </li>
    ) : null}
  </ul>
)
