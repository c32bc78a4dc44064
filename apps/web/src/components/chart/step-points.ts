import type { HistoryPoint } from '@stowage/domain/history'

/** A line as a chart wants it: times in seconds, strictly rising, and null where nothing is known. */
export interface Line {
  times: number[]
  values: (number | null)[]
}

/** Just before the next point: a step is drawn as two points, so that gaps end where they end. */
const beforeS = 0.001

/** Each figure holds until the next one; the last one until `until`. A null opens a gap. */
export function stepPoints(points: readonly HistoryPoint[], until: Date): Line {
  const line: Line = { times: [], values: [] }
  const push = (second: number, value: number | null) => {
    const last = line.times.at(-1)
    if (last !== undefined && second <= last) return
    line.times.push(second)
    line.values.push(value)
  }
  points.forEach(({ at, bytes }, index) => {
    const next = points[index + 1]?.at ?? until
    push(at.getTime() / 1000, bytes)
    if (bytes !== null) push(next.getTime() / 1000 - (index + 1 < points.length ? beforeS : 0), bytes)
  })
  return line
}
