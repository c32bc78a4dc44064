'use client'
import type { ReadingRow } from '@stowage/domain/reading'
import { useMutation } from '@tanstack/react-query'
import { useRightReason } from '@/components/auth/use-right.ts'
import { Button } from '@/components/ui/button.tsx'
import { describe } from '@/components/ui/error-panel.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { Time } from '@/components/ui/time.tsx'
import { trpc } from '@/lib/trpc.ts'
import { progressShare, progressText } from './contents-words.ts'

interface Props {
  reading: ReadingRow
  /** Files the last measurement counted. */
  files: number | null
  onStopped: () => void
}

/** A scan under way: counts as they come, and a way to end it. */
export function ContentsProgress({ reading, files, onStopped }: Props) {
  const noRight = useRightReason('act')
  const stop = useMutation(trpc.readings.stop.mutationOptions({ onSettled: onStopped }))
  const share = progressShare(reading.files, files)
  return (
    <div className="flex flex-col gap-2 rounded-md border border-border bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p role="status" className="min-w-0 grow text-md">
          <span className="font-medium">{reading.state === 'asked' ? 'Waiting for the host' : 'Scanning'}</span>{' '}
          <span className="text-text-2">{progressText(reading, files)}</span>
        </p>
        <span className="text-sm text-text-3">
          asked by <HostText>{reading.askedBy}</HostText> <Time at={reading.askedAt} />
        </span>
        <Button size="sm" reason={noRight} busy={stop.isPending} onClick={() => stop.mutate({ id: reading.id })}>
          Stop
        </Button>
      </div>
      <div className="h-1 overflow-hidden rounded-sm bg-sunken">
        <div
          className="h-full origin-left bg-accent transition-transform"
          style={{ transform: `scaleX(${share ?? (reading.state === 'asked' ? 0 : 0.04)})` }}
        />
      </div>
      {stop.isError ? (
        <p role="alert" className="text-sm text-unreachable">
          Not stopped: {describe(stop.error).reason}
        </p>
      ) : null}
    </div>
  )
}
