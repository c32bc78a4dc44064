import clsx from 'clsx'
import { patternFill } from '../capacity/space-patterns.tsx'
import { segmentLooks } from '../capacity/space-words.ts'
import { HostText } from '../ui/text.tsx'
import { headHeight, type Tile } from './lay-out.ts'

interface Props {
  tile: Tile
  /** Of the patterns of this drawing. */
  patterns: string
  marked: boolean
}

/** Colour, pattern and label of one area. The label lies on a tint of the colour, so that it is readable on each of them. */
export function TreemapTile({ tile: { node, x, y, width, height, head }, patterns, marked }: Props) {
  const { fill, pattern } = segmentLooks[node.kind]
  const dashed = node.kind === 'unmeasured'
  const drawn = head ? Math.min(headHeight, height) : height
  const labelled = width >= 44 && drawn >= 18
  return (
    <g transform={`translate(${x} ${y})`}>
      {head ? null : dashed ? (
        <rect
          x="0.5"
          y="0.5"
          width={width - 1}
          height={height - 1}
          className="fill-surface stroke-border-strong"
          strokeDasharray="4 3"
        />
      ) : (
        <>
          <rect width={width} height={height} className={fill} fillOpacity="0.22" />
          {pattern ? <rect width={width} height={height} fill={patternFill(patterns, pattern)} opacity="0.8" /> : null}
        </>
      )}
      {dashed ? null : <rect width="3" height={head ? headHeight - 4 : height} className={fill} />}
      {marked ? (
        <rect
          x="1"
          y="1"
          width={Math.max(0, width - 2)}
          height={Math.max(0, height - 2)}
          className="fill-none stroke-text"
          strokeWidth="2"
        />
      ) : null}
      {labelled ? (
        <foreignObject width={width} height={drawn} className="pointer-events-none">
          <div
            className={clsx(
              'flex h-full overflow-hidden pr-1.5 pl-2 text-sm leading-4',
              head ? 'items-start gap-1.5 font-medium' : drawn >= 40 ? 'flex-col pt-1' : 'items-start gap-1.5 pt-0.5',
            )}
          >
            <span className={clsx('truncate', !head && node.href && 'font-mono')}>
              <HostText>{node.name}</HostText>
            </span>{' '}
            {width >= 110 || (!head && drawn >= 40) ? <span className="shrink-0 truncate text-text-2">{node.text}</span> : null}
          </div>
        </foreignObject>
      ) : null}
    </g>
  )
}
