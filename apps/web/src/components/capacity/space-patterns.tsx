import type { Pattern } from './space-words.ts'

/** Patterns to lay over a colour, so that it is never the only cue. `id` keeps those of two drawings apart. */
export const SpacePatterns = ({ id }: { id: string }) => (
  <defs>
    <pattern id={patternId(id, 'dots')} width="5" height="5" patternUnits="userSpaceOnUse">
      <circle cx="2.5" cy="2.5" r="1" className="fill-surface" />
    </pattern>
    <pattern id={patternId(id, 'hatch')} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="1.5" height="5" className="fill-surface" />
    </pattern>
    <pattern id={patternId(id, 'cross')} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M0 0.5H5M0.5 0V5" className="fill-none stroke-surface" />
    </pattern>
  </defs>
)

const patternId = (id: string, pattern: Pattern) => `${id}-${pattern}`

/** As the `fill` of the shape on top. */
export const patternFill = (id: string, pattern: Pattern): string => `url(#${patternId(id, pattern)})`
