'use client'
import type { HostRow } from '@stowage/domain/host'
import type { HostSpace } from '@stowage/domain/space'
import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { useState } from 'react'
import { trpc } from '@/lib/trpc.ts'
import { CapacityBar } from '../capacity/capacity-bar.tsx'
import { CapacityLegend } from '../capacity/capacity-legend.tsx'
import { CapacityTable } from '../capacity/capacity-table.tsx'
import { fullInAWeek, isUrgent, worstForecast } from '../capacity/forecast-of.ts'
import { fullness, fullText, segmentsOf } from '../capacity/segments-of.ts'
import { type SegmentKind, segmentLooks } from '../capacity/space-words.ts'
import { isSilent } from '../host/host-words.ts'
import { Button } from '../ui/button.tsx'
import { hostPills } from '../ui/host-pill.tsx'
import { iconProps } from '../ui/icon.ts'
import { Link } from '../ui/link.tsx'
import { Panel } from '../ui/panel.tsx'
import { Popover } from '../ui/popover.tsx'
import { Segments } from '../ui/segments.tsx'
import { HostText } from '../ui/text.tsx'
import { freeText } from './capacity-words.ts'
import { HostGrowth } from './host-growth.tsx'

const shown = 12
const views = [
  { value: 'bars', label: 'Bars' },
  { value: 'table', label: 'Table' },
] as const

interface Props {
  /** The host that is full first on top. */
  capacity: readonly HostSpace[]
  scope: string | null
}

/** The disk of each host by kind of space; a bar opens who grew it. */
export function CapacityList({ capacity, scope }: Props) {
  const [all, setAll] = useState(false)
  const [view, setView] = useState<'bars' | 'table'>('bars')
  const hosts = useQuery(trpc.hosts.list.queryOptions({ scope }))
  const forecasts = new Map(hosts.data?.map((host) => [host.id, host.forecasts]))
  const rows = all ? capacity : capacity.slice(0, shown)
  const unknown = capacity.filter((space) => fullness(space) === null).length
  const drawn = new Set(rows.flatMap((space) => segmentsOf(space).map(({ kind }) => kind)))
  const kinds = (Object.keys(segmentLooks) as SegmentKind[]).filter((kind) => drawn.has(kind))
  const tick = rows.some((space) => fullInAWeek(space, forecasts.get(space.hostId) ?? []) !== null)
  return (
    <Panel
      title="Space on hosts"
      meta={unknown > 0 ? `full first · ${unknown} of ${capacity.length} unknown` : 'full first'}
      actions={<Segments label="Show space as" value={view} options={views} onChange={setView} />}
      flush
    >
      {capacity.length === 0 ? <p className="p-4 text-md text-text-2">No host in this scope.</p> : null}
      {kinds.length > 0 && view === 'bars' ? (
        <div className="border-b border-border px-4 py-2">
          <CapacityLegend kinds={kinds} tick={tick} />
        </div>
      ) : null}
      {view === 'bars' ? (
        <ul>
          {rows.map((space) => (
            <CapacityRow key={space.hostId} space={space} forecasts={forecasts.get(space.hostId) ?? []} />
          ))}
        </ul>
      ) : (
        <CapacityTable capacity={rows} />
      )}
      {capacity.length > shown ? (
        <div className="border-t border-border px-4 py-2">
          <Button variant="ghost" size="sm" onClick={() => setAll(!all)}>
            {all ? `Show the first ${shown}` : `Show all ${capacity.length}`}
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}

function CapacityRow({ space, forecasts }: { space: HostSpace; forecasts: HostRow['forecasts'] }) {
  const silent = isSilent(space.hostState)
  const { icon: Glyph, word } = hostPills[space.hostState]
  const worst = worstForecast(forecasts)
  return (
    <li
      className={clsx(
        'grid grid-cols-[minmax(110px,170px)_1fr_60px_92px] items-center gap-x-4 border-border px-4 py-2 text-base not-last:border-b max-sm:grid-cols-[1fr_auto] max-sm:gap-y-1',
        silent && 'text-text-3',
      )}
    >
      <span className="min-w-0">
        <span className="flex min-w-0 items-center gap-1.5">
          <Link href={`/host?id=${space.hostId}`} className="truncate font-medium">
            <HostText>{space.host}</HostText>
          </Link>
          {space.hostState === 'online' ? null : (
            <span data-tip={`${word}: as last seen`} className={silent ? 'text-unreachable' : 'text-stale'}>
              <Glyph {...iconProps} size={14} />
              <span className="sr-only">{word}</span>
            </span>
          )}
        </span>
        {worst ? (
          <span className={clsx('block text-sm', isUrgent(worst) && !silent ? 'text-orphaned' : 'text-text-3')}>
            {worst.text}
          </span>
        ) : null}
      </span>
      <span className="max-sm:order-last max-sm:col-span-2">
        <Popover
          label={`Who grew ${space.host}`}
          className="w-[440px]"
          trigger={
            <button
              type="button"
              aria-label={`${space.host}, ${fullText(fullness(space))} full. Who grew it?`}
              className="block w-full rounded-sm py-1.5 touch:min-h-11"
            >
              <CapacityBar space={space} faded={silent} inAWeek={fullInAWeek(space, forecasts)} />
            </button>
          }
        >
          <HostGrowth space={space} forecast={worst?.text ?? null} />
        </Popover>
      </span>
      <span className="text-right max-sm:hidden">{fullText(fullness(space))}</span>
      <span className="text-right whitespace-nowrap text-text-3">{freeText(space)}</span>
    </li>
  )
}
