'use client'
import clsx from 'clsx'
import { Table2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useZone } from '@/lib/use-zone.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { PartSkeleton } from '../ui/skeleton.tsx'
import { moveStop } from './move-stop.ts'
import type { PlotData } from './plot-data.ts'

const height = 248
const Frame = () => <PartSkeleton className="h-[248px]" />
const Plot = dynamic(() => import('./plot.tsx'), { ssr: false, loading: Frame })

interface Props {
  title: string
  /** The chart in one sentence, with units and zone. */
  summary: ReactNode
  /** Choice of the range, beside the table toggle. */
  actions?: ReactNode
  data: PlotData
  unit: 'bytes' | 'count'
  /** Indexes the arrow keys stop at, in order. */
  stops: readonly number[]
  /** One point in words: "20 Nov 2026 04:12 CET · 48.2 GiB". */
  readout: (index: number) => string
  /** The same figures as a table. */
  table: ReactNode
  /** What the colours mean. */
  legend?: ReactNode
}

/** A chart over time: sentence, drawing, reading of one point by pointer or arrow keys, and its table twin. */
export function TimeChart({ title, summary, actions, data, unit, stops, readout, table, legend }: Props) {
  const zone = useZone()
  const [asTable, setAsTable] = useState(false)
  const [marked, setMarked] = useState<number | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const read = pointed ?? marked
  const text = read !== null && read < data.times.length ? readout(read) : null
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveStop(stops, marked, event.key)
    if (next === undefined) return
    event.preventDefault()
    setMarked(next)
  }
  return (
    <Panel
      title={title}
      actions={
        <>
          {actions}
          <Button size="sm" icon={Table2} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            Table
          </Button>
        </>
      }
      flush
    >
      <p className="px-4 pt-3 text-md text-text-2">{summary}</p>
      {asTable ? (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by keyboard
          tabIndex={0}
          aria-label={`${title} as a table`}
          className="mt-3 max-h-[300px] overflow-auto border-t border-border scroll-thin"
        >
          {table}
        </section>
      ) : (
        <div className="px-2 pt-2 pb-1">
          <div
            role="slider"
            tabIndex={0}
            aria-label={`${title}, read point by point with the arrow keys`}
            aria-valuemin={0}
            aria-valuemax={Math.max(0, stops.length - 1)}
            aria-valuenow={marked === null ? 0 : Math.max(0, stops.indexOf(marked))}
            aria-valuetext={text ?? 'No point chosen'}
            onKeyDown={onKeyDown}
            onBlur={() => setMarked(null)}
            className="rounded-sm"
          >
            <Plot data={data} height={height} zone={zone} unit={unit} marked={marked} onCursor={setPointed} />
          </div>
          <div className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 px-2 pb-1 text-sm text-text-3">
            {legend}
            <span className={clsx('ml-auto', text && 'text-text')}>
              {text ?? (legend ? '' : 'Point at the chart, or use the arrow keys, to read a value.')}
            </span>
          </div>
        </div>
      )}
    </Panel>
  )
}
