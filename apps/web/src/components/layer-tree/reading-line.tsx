'use client'
import type { ReadingRow } from '@stowage/domain/reading'
import { Button } from '../ui/button.tsx'
import { Time } from '../ui/time.tsx'
import { soFarText } from './tree-words.ts'

interface Props {
  reading: ReadingRow
  /** Why it cannot be stopped, or null. */
  reason: string | null
  stopping: boolean
  onStop: () => void
}

/** A reading under way: what it waits for or has counted, and a way to end it. */
export function ReadingLine({ reading, reason, stopping, onStop }: Props) {
  const soFar = soFarText(reading)
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-border bg-sunken px-4 py-2 text-base text-text-2"
    >
      <span>
        {reading.state === 'asked'
          ? (reading.reason ?? `Asked. ${reading.host} comes to it when its other readings are done.`)
          : `Reading at low priority${soFar ? `: ${soFar}` : ''}.`}
      </span>
      <span className="text-text-3">
        asked by {reading.askedBy} <Time at={reading.askedAt} />
      </span>
      <span className="ml-auto">
        <Button size="sm" reason={reason} busy={stopping} onClick={onStop}>
          Stop reading
        </Button>
      </span>
    </div>
  )
}
