'use client'
import { setUtc, useIsUtc, useZone } from '@/lib/use-zone.ts'
import { zoneWord } from '../time/instant.ts'
import { useNow } from '../time/use-now.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import { chipClass, quietChip } from './chip.ts'

/** The zone of every time on screen; a press changes between the reader's own and UTC. */
export function ZoneChip() {
  const zone = useZone()
  const utc = useIsUtc()
  const now = useNow()
  return (
    <Tooltip text={utc ? 'Times are in UTC. Press for your own zone.' : `Times are in ${zone}. Press for UTC.`}>
      <button
        type="button"
        onClick={() => setUtc(!utc)}
        className={`${chipClass} ${quietChip} min-w-12 justify-center max-lg:hidden`}
      >
        {zoneWord(now, zone)}
      </button>
    </Tooltip>
  )
}
