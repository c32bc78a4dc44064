'use client'
import type { HostSpace } from '@stowage/domain/space'
import { type ReactNode, useState } from 'react'
import { Panel } from '../ui/panel.tsx'
import { Segments } from '../ui/segments.tsx'
import { Time } from '../ui/time.tsx'
import { CapacityBar } from './capacity-bar.tsx'
import { CapacityLegend } from './capacity-legend.tsx'
import { CapacityTable } from './capacity-table.tsx'
import { capacityDoubts, capacityText } from './capacity-text.ts'
import { segmentsOf } from './segments-of.ts'

const views = [
  { value: 'bar', label: 'Bar' },
  { value: 'table', label: 'Table' },
] as const

interface Props {
  space: HostSpace
  /** Used in a week at today's rate, from 0 to 1. */
  inAWeek?: number | null
  actions?: ReactNode
}

/** One host's space at length: sentence, bar with labels, legend, and the same as a table. */
export function CapacityPanel({ space, inAWeek = null, actions }: Props) {
  const [view, setView] = useState<'bar' | 'table'>('bar')
  const doubts = capacityDoubts(space)
  const silent = space.hostState === 'unreachable' || space.hostState === 'offline'
  return (
    <Panel
      title="Space"
      meta={
        space.measuredAt ? (
          <>
            newest figure <Time at={space.measuredAt} />
          </>
        ) : undefined
      }
      actions={
        <>
          {actions}
          <Segments label="Show space as" value={view} options={views} onChange={setView} />
        </>
      }
      flush={view === 'table'}
    >
      {view === 'table' ? (
        <CapacityTable space={space} />
      ) : (
        <div className="flex flex-col gap-3">
          <p className="text-md text-text-2">{capacityText(space)}</p>
          <CapacityBar space={space} tall faded={silent} inAWeek={inAWeek} />
          <CapacityLegend kinds={segmentsOf(space).map(({ kind }) => kind)} tick={inAWeek !== null} />
          {doubts.length > 0 ? (
            <ul className="flex flex-col gap-0.5 text-sm text-text-3">
              {doubts.map((doubt) => (
                <li key={doubt}>{doubt}</li>
              ))}
            </ul>
          ) : null}
        </div>
      )}
    </Panel>
  )
}
