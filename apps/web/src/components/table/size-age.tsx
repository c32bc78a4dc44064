'use client'
import { formatDuration } from '@stowage/domain/format'
import { freshMs } from '@stowage/domain/host-state'
import clsx from 'clsx'
import { useZone } from '@/lib/use-zone.ts'
import { bothZonesText } from '../time/instant.ts'
import { useNow } from '../time/use-now.ts'

/** Age of a measurement in a fixed width; amber once it is older than sizes should be. */
export function SizeAge({ at }: { at: Date | null }) {
  const now = useNow()
  const zone = useZone()
  if (!at) return <span className="w-11 shrink-0" />
  const age = now.getTime() - at.getTime()
  return (
    <span
      data-tip={`Measured ${bothZonesText(at, zone)}`}
      className={clsx('w-11 shrink-0 text-right text-sm', age > freshMs.sizes ? 'text-stale' : 'text-text-3')}
    >
      {formatDuration(age)}
    </span>
  )
}
