'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { Absent } from '../table/cells.tsx'
import { rateText } from './growth-words.ts'
import { Sparkline } from './sparkline.tsx'
import type { SparklineStore } from './sparkline-store.ts'

interface Props {
  store: SparklineStore
  id: string
  /** When the row was measured last: a new figure draws a new line. */
  measuredAt: Date | null
  bytesPerDay: number | null
}

/** Growth of one row: the line of 7 days and the rate. Without a day of history the rate is unknown, and says so. */
export function GrowthCell({ store, id, measuredAt, bytesPerDay }: Props) {
  const line = useSyncExternalStore(
    store.subscribe,
    () => store.get(id),
    () => undefined,
  )
  const version = measuredAt?.getTime() ?? 0
  useEffect(() => {
    if (version > 0) store.want(id, version)
  }, [store, id, version])
  return (
    <span className="flex items-center justify-end gap-2 whitespace-nowrap">
      <Sparkline points={line?.points ?? null} />
      <span className="w-20 shrink-0 text-right">
        {bytesPerDay === null ? (
          <Absent text="Unknown" why={noGrowthWhy(measuredAt)} />
        ) : (
          <span className={Math.round(bytesPerDay) === 0 ? 'text-text-3' : undefined}>{rateText(bytesPerDay)}</span>
        )}
      </span>
    </span>
  )
}

/** Why there is no rate yet. */
export const noGrowthWhy = (measuredAt: Date | null): string =>
  measuredAt ? 'Needs a day of measurements.' : 'Not measured, so nothing is known of its growth.'
