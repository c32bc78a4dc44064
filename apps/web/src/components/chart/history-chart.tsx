'use client'
import { formatBytes } from '@stowage/domain/format'
import { type History, type HistoryRange, rangeMs } from '@stowage/domain/history'
import { useMemo } from 'react'
import { useZone } from '@/lib/use-zone.ts'
import { instantText } from '../time/instant.ts'
import { useNow } from '../time/use-now.ts'
import { HistoryTable } from './history-table.tsx'
import { historySummary } from './history-words.ts'
import type { PlotData } from './plot-data.ts'
import { RangeChoice } from './range-choice.tsx'
import { stepPoints } from './step-points.ts'
import { TimeChart } from './time-chart.tsx'

interface Props {
  title: string
  history: History
  range: HistoryRange
  onRange: (range: HistoryRange) => void
}

const minuteMs = 60_000

/** One size over time: each figure holds until the next, and where nothing is known nothing is drawn. */
export function HistoryChart({ title, history, range, onRange }: Props) {
  const zone = useZone()
  const now = useNow(minuteMs)
  const { points } = history
  const line = useMemo(() => stepPoints(points, now), [points, now])
  const data = useMemo(
    (): PlotData => ({
      times: line.times,
      series: [{ label: title, token: 'chart-in-use', look: 'area', values: line.values }],
      band: null,
      from: (now.getTime() - rangeMs[range]) / 1000,
      to: now.getTime() / 1000,
      max: 0,
    }),
    [line, title, range, now],
  )
  const readout = (index: number) => {
    const bytes = line.values[index]
    const at = new Date(Math.ceil(line.times[index] ?? 0) * 1000)
    return `${instantText(at, zone)} · ${bytes === null || bytes === undefined ? 'Unknown' : formatBytes(bytes)}`
  }
  return (
    <TimeChart
      title={title}
      summary={historySummary(points, range)}
      actions={<RangeChoice value={range} onChange={onRange} />}
      data={data}
      unit="bytes"
      stops={line.times.map((_, index) => index)}
      readout={readout}
      table={<HistoryTable title={title} points={points} />}
    />
  )
}
