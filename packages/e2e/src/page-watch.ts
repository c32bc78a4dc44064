/// <reference lib="dom" />

/** What a page's own observers saw since it was opened. Times in milliseconds. */
export type Seen = {
  /** Largest contentful paint, since navigation. */
  lcp: number
  /** Rows of a list stood on screen with their data, since navigation; null = not yet. */
  rows: number | null
  /** Sum of the shifts of layout that nobody asked for by a key or a click. */
  shift: number
  /** Longest event of each interaction until its next paint, by the interaction's id. Those below 16 ms are not told by browsers. */
  interactions: Record<string, { ms: number; type: string }>
}

declare global {
  interface Window {
    seen: Seen
  }
}

/** Runs in the page before its own scripts, as `addInitScript(watchPage)`. Stands alone: it is sent as text. */
export function watchPage(): void {
  const seen: Seen = { lcp: 0, rows: null, shift: 0, interactions: {} }
  window.seen = seen
  const observe = (options: PerformanceObserverInit & { durationThreshold?: number }, each: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ ...options, buffered: true })
  observe({ type: 'largest-contentful-paint' }, ({ startTime }) => {
    seen.lcp = startTime
  })
  observe({ type: 'layout-shift' }, (entry) => {
    if ('value' in entry && 'hadRecentInput' in entry && !entry.hadRecentInput) seen.shift += Number(entry.value)
  })
  observe({ type: 'event', durationThreshold: 16 }, (entry) => {
    if (!('interactionId' in entry) || !entry.interactionId) return
    const id = String(entry.interactionId)
    const known = seen.interactions[id]
    if (!known || known.ms < entry.duration) seen.interactions[id] = { ms: entry.duration, type: entry.name }
  })
  const look = () => {
    if (!document.querySelector('[data-row][aria-busy=false]')) return void requestAnimationFrame(look)
    // The frame after this one: the rows are painted.
    requestAnimationFrame(() => {
      seen.rows = performance.now()
    })
  }
  requestAnimationFrame(look)
}
