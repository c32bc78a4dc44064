'use client'
import { useZone } from '@/lib/use-zone.ts'
import { agoText, bothZonesText } from '../time/instant.ts'
import { useNow } from '../time/use-now.ts'
import { Tooltip } from './tooltip.tsx'

/** `3 d ago` in a cell of a grid, where the grid itself shows both zones for the active cell. */
export function Ago({ at }: { at: Date }) {
  const now = useNow()
  return (
    <time dateTime={at.toISOString()} data-tip={bothZonesText(at, useZone())}>
      {agoText(at, now)}
    </time>
  )
}

/** `3 d ago` anywhere else: both zones on focus and hover. */
export function Time({ at }: { at: Date }) {
  const now = useNow()
  return (
    <Tooltip text={bothZonesText(at, useZone())}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: focus tells the exact moment */}
      <time dateTime={at.toISOString()} tabIndex={0} className="rounded-sm">
        {agoText(at, now)}
      </time>
    </Tooltip>
  )
}
