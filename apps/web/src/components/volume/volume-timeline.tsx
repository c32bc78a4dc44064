'use client'
import { formatDuration } from '@stowage/domain/format'
import type { TimelineRow, VolumeDetail } from '@stowage/domain/volume'
import {
  ArrowDownToLine,
  ArrowUpFromLine,
  CircleMinus,
  CirclePlus,
  Eye,
  EyeOff,
  RotateCcw,
  TrendingDown,
  TrendingUp,
  Wrench,
} from 'lucide-react'
import { hatched } from '@/components/time/hatched.ts'
import { dayText } from '@/components/time/instant.ts'
import { Moment } from '@/components/time/moment.tsx'
import { type Icon, iconProps } from '@/components/ui/icon.ts'
import { Link } from '@/components/ui/link.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { HostText, Mono } from '@/components/ui/text.tsx'
import { shortHex } from '@/lib/short-hex.ts'
import { useZone } from '@/lib/use-zone.ts'
import { knownTimeline, timelineText } from './use-words.ts'

const icons: Record<TimelineRow['kind'], Icon> = {
  'first-seen': Eye,
  created: CirclePlus,
  mounted: ArrowDownToLine,
  unmounted: ArrowUpFromLine,
  grew: TrendingUp,
  shrank: TrendingDown,
  removed: CircleMinus,
  returned: RotateCcw,
  blind: EyeOff,
  job: Wrench,
}

/** Everything known to have happened to this volume, newest first, with the times nobody watched. */
export function VolumeTimeline({ volume }: { volume: VolumeDetail }) {
  const zone = useZone()
  const rows = knownTimeline(volume.timeline).toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const days = [...Map.groupBy(rows, (row) => dayText(row.at, zone))]
  return (
    <div className="flex flex-col gap-4">
      <Panel flush>
        {days.map(([day, rowsOfDay]) => (
          <section key={day} aria-label={day} className="group">
            <h2 className="border-b border-border bg-bg px-4 py-1.5 text-sm font-medium text-text-3 group-first:rounded-t-md">
              {day}
            </h2>
            <ol>
              {rowsOfDay.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </ol>
          </section>
        ))}
        <p className="px-4 py-2 text-base text-text-3">
          {volume.coveredSince ? (
            <>
              Stowage has watched since <Moment at={volume.coveredSince} />. Earlier history is not known.
            </>
          ) : (
            'Since when Stowage has watched is not known.'
          )}
        </p>
      </Panel>
      {volume.otherLives.length > 0 ? (
        <Panel title="Other lives of this name" meta={`on ${volume.host}; separate volumes`} flush>
          <ul>
            {volume.otherLives.map((life) => (
              <li key={life.id} className="flex flex-wrap gap-x-3 border-border px-4 py-2 not-last:border-b">
                <Link href={`/volume?id=${life.id}`}>{life.removedAt ? 'Open its history' : 'Open the present one'}</Link>
                <span className="text-text-2">
                  first seen <Moment at={life.firstSeenAt} />
                  {life.removedAt ? (
                    <>
                      , removed <Moment at={life.removedAt} />
                    </>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </div>
  )
}

function Row({ row }: { row: TimelineRow }) {
  const Glyph = icons[row.kind]
  return (
    <li className={`flex gap-3 border-b border-border px-4 py-2 ${row.kind === 'blind' ? hatched : ''}`}>
      <span className="w-28 shrink-0 text-text-3">
        <Moment at={row.at} clock />
      </span>
      <Glyph {...iconProps} className="mt-0.5 shrink-0 text-text-3" />
      <span className="flex min-w-0 flex-col [overflow-wrap:anywhere]">
        <span>
          <HostText>{shortHex(timelineText(row.text))}</HostText>
          {row.until ? (
            <span className="text-text-2">
              {' '}
              Until <Moment at={row.until} clock />, {formatDuration(row.until.getTime() - row.at.getTime())}.
            </span>
          ) : null}
        </span>
        {row.destination || row.image ? (
          <span className="text-sm text-text-3">
            {row.image ? <HostText>{row.image}</HostText> : null}
            {row.destination ? (
              <>
                {row.image ? ' at ' : 'at '}
                <Mono>{row.destination}</Mono>
              </>
            ) : null}
            {row.rw === null ? null : row.rw ? ', read and write' : ', read only'}
            {row.project ? (
              <>
                , project <HostText>{row.project}</HostText>
              </>
            ) : null}
          </span>
        ) : null}
      </span>
    </li>
  )
}
