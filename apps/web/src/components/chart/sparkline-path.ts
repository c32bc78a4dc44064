import type { HistoryPoint } from '@stowage/domain/history'

export const sparklineSize = { width: 72, height: 20 } as const

const edge = 2

interface Path {
  /** Path data of the line; one piece per stretch without a gap. */
  line: string
  /** Where the line ends now; null when nothing is known now. */
  end: { x: number; y: number } | null
}

/** The small line of `points` from `from` to `to`, at a scale of its own: lowest at the bottom, highest at the top, flat in the middle. */
export function sparklinePath(points: readonly HistoryPoint[], from: Date, to: Date): Path {
  const values = points.flatMap(({ bytes }) => bytes ?? [])
  const min = Math.min(...values)
  const max = Math.max(...values)
  const { width, height } = sparklineSize
  const x = (at: Date) => {
    const share = (at.getTime() - from.getTime()) / (to.getTime() - from.getTime())
    return round(edge + Math.min(1, Math.max(0, share)) * (width - 2 * edge))
  }
  const y = (bytes: number) =>
    round(max === min ? height / 2 : height - edge - ((bytes - min) / (max - min)) * (height - 2 * edge))
  let line = ''
  let open = false
  points.forEach(({ at, bytes }, index) => {
    if (bytes === null) {
      open = false
      return
    }
    const until = points[index + 1]?.at ?? to
    line += `${open ? `V${y(bytes)}` : `M${x(at)} ${y(bytes)}`}H${x(until)}`
    open = true
  })
  const last = points.at(-1)
  return { line, end: last && last.bytes !== null ? { x: x(to), y: y(last.bytes) } : null }
}

const round = (value: number) => Math.round(value * 10) / 10
