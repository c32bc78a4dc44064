'use client'
import { Tooltip } from '@/components/ui/tooltip.tsx'
import { useZone } from '@/lib/use-zone.ts'
import { bothZonesText, clockText, instantText } from './instant.ts'

/** An exact moment with its zone; both zones on focus and hover. `clock` leaves the date out where a heading gives it. */
export function Moment({ at, clock = false }: { at: Date; clock?: boolean }) {
  const zone = useZone()
  return (
    <Tooltip text={bothZonesText(at, zone)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: focus tells the other zone */}
      <time dateTime={at.toISOString()} tabIndex={0} className="rounded-sm whitespace-nowrap">
        {clock ? clockText(at, zone) : instantText(at, zone)}
      </time>
    </Tooltip>
  )
}
