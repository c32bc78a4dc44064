interface Range {
  startIndex: number
  endIndex: number
  overscan: number
  count: number
}

const nodesMax = 60

/** Lines to keep in the page: what is on screen, a margin that shrinks on tall screens, and the active line wherever it is. */
export function rowWindow({ startIndex, endIndex, overscan, count }: Range, active: number | null): number[] {
  const shown = endIndex - startIndex + 1
  const margin = Math.max(0, Math.min(overscan, Math.floor((nodesMax - 1 - shown) / 2)))
  const first = Math.max(0, startIndex - margin)
  const last = Math.min(count - 1, endIndex + margin)
  const lines = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  if (active === null || active >= count || (active >= first && active <= last)) return lines
  return active < first ? [active, ...lines] : [...lines, active]
}
