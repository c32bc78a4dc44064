import clsx from 'clsx'
import { useId } from 'react'
import { patternFill, SpacePatterns } from './space-patterns.tsx'
import { type SegmentKind, segmentLooks } from './space-words.ts'

/** Colour and pattern of one kind of space, filling the box around it. What was not measured is a dashed frame. */
export function SegmentFill({ kind, className }: { kind: SegmentKind; className?: string }) {
  const id = useId()
  const { fill, pattern } = segmentLooks[kind]
  if (kind === 'unmeasured' || kind === 'free')
    return (
      <span
        className={clsx(
          'block',
          kind === 'free' ? 'border border-border bg-sunken' : 'border border-dashed border-border-strong',
          className ?? 'size-full',
        )}
      />
    )
  return (
    <svg aria-hidden="true" className={clsx('block', className ?? 'size-full')}>
      <rect width="100%" height="100%" className={fill} />
      {pattern ? (
        <>
          <SpacePatterns id={id} />
          <rect width="100%" height="100%" fill={patternFill(id, pattern)} opacity="0.55" />
        </>
      ) : null}
    </svg>
  )
}
