'use client'
import type { HistoryPoint } from '@stowage/domain/history'
import { useNow } from '../time/use-now.ts'
import { changeWords } from './growth-words.ts'
import { sparklinePath, sparklineSize } from './sparkline-path.ts'

const weekMs = 7 * 86_400_000
const minuteMs = 60_000

/** The last 7 days as a small line with its own scale. Without figures it keeps its place. */
export function Sparkline({ points }: { points: readonly HistoryPoint[] | null }) {
  const now = useNow(5 * minuteMs)
  const { width, height } = sparklineSize
  if (!points || points.every(({ bytes }) => bytes === null)) return <span className="h-5 w-18 shrink-0" />
  const { line, end } = sparklinePath(points, new Date(now.getTime() - weekMs), now)
  const words = changeWords(points)
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={words}
      data-tip={words}
      className="shrink-0"
    >
      <path d={line} className="fill-none stroke-chart-in-use" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
      {end ? <circle cx={end.x} cy={end.y} r="1.75" className="fill-chart-in-use" /> : null}
    </svg>
  )
}
