import { SegmentFill } from './segment-fill.tsx'
import { type SegmentKind, segmentLooks } from './space-words.ts'

/** What the colours and patterns mean; only of what is drawn. */
export const CapacityLegend = ({ kinds, tick = false }: { kinds: readonly SegmentKind[]; tick?: boolean }) => (
  <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-text-2">
    {kinds.map((kind) => (
      <li key={kind} className="flex items-center gap-1.5">
        <span className="block size-3 shrink-0 overflow-hidden rounded-sm">
          <SegmentFill kind={kind} />
        </span>
        {segmentLooks[kind].word}
      </li>
    ))}
    {tick ? (
      <li className="flex items-center gap-1.5">
        <span className="block h-3 w-0.5 bg-text" />
        In 7 days at this rate
      </li>
    ) : null}
  </ul>
)
