import type { HostSpace } from '@stowage/domain/space'
import clsx from 'clsx'
import { formatSum } from '@/lib/format-sum.ts'
import { capacityText } from './capacity-text.ts'
import { SegmentFill } from './segment-fill.tsx'
import { segmentsOf } from './segments-of.ts'
import { segmentLooks } from './space-words.ts'

interface Props {
  space: Pick<HostSpace, 'host' | 'totalBytes' | 'usedBytes' | 'availableBytes' | 'parts'>
  /** `tall` has room for labels below it. */
  tall?: boolean
  /** Only as last seen. */
  faded?: boolean
  /** Where the used part will end in a week at today's rate, from 0 to 1. */
  inAWeek?: number | null
}

/** One host's file system by kind of space; a screen reader hears the sentence. Parts too thin to see keep two pixels. */
export function CapacityBar({ space, tall = false, faded = false, inAWeek = null }: Props) {
  const segments = segmentsOf(space)
  const height = tall ? 'h-7' : 'h-3'
  if (segments.length === 0)
    return (
      <span className={clsx('block rounded-sm border border-dashed border-border-strong', height)}>
        <span className="sr-only">{capacityText(space)}</span>
      </span>
    )
  return (
    <div role="img" aria-label={capacityText(space)} className={clsx('relative', faded && 'opacity-55')}>
      <div className={clsx('flex gap-px overflow-hidden rounded-sm', height)}>
        {segments.map(({ kind, bytes, unknown }) => (
          <span
            key={kind}
            className="min-w-0.5 basis-0"
            style={{ flexGrow: bytes }}
            data-tip={`${segmentLooks[kind].word} ${formatSum(bytes, unknown)}`}
          >
            <SegmentFill kind={kind} />
          </span>
        ))}
      </div>
      {tall ? (
        <div aria-hidden className="mt-1 flex gap-px text-sm text-text-2">
          {segments.map(({ kind, bytes, unknown }) => (
            <span key={kind} className="@container h-8 min-w-0.5 basis-0 overflow-hidden" style={{ flexGrow: bytes }}>
              <span className="hidden flex-col leading-4 @min-[6.5rem]:flex">
                <span className="truncate">{segmentLooks[kind].word}</span>
                <span className="truncate font-medium text-text">{formatSum(bytes, unknown)}</span>
              </span>
              <span className="hidden truncate leading-4 font-medium text-text @min-[3.5rem]:block @min-[6.5rem]:hidden">
                {formatSum(bytes, unknown)}
              </span>
            </span>
          ))}
        </div>
      ) : null}
      {inAWeek === null ? null : (
        <span
          data-tip={`In 7 days at this rate: ${Math.round(Math.min(1, inAWeek) * 100)} %`}
          className={clsx('absolute -top-0.5 w-0.5 bg-text', tall ? 'h-8' : 'h-4')}
          style={{ left: `calc(${Math.max(0, Math.min(1, inAWeek)) * 100}% - 2px)` }}
        />
      )}
    </div>
  )
}
