'use client'
import { useSyncExternalStore } from 'react'

/** One ticking clock per interval for the whole page, so that the ages on a screen change together. */
interface Clock {
  now: Date
  readers: Set<() => void>
  timer: ReturnType<typeof setInterval> | null
}

const clocks = new Map<number, Clock>()
const beforeReading = new Date(0)

function clockOf(intervalMs: number): Clock {
  const found = clocks.get(intervalMs)
  if (found) return found
  const made: Clock = { now: new Date(), readers: new Set(), timer: null }
  clocks.set(intervalMs, made)
  return made
}

function tick(clock: Clock) {
  if (document.hidden) return
  clock.now = new Date()
  for (const tell of clock.readers) tell()
}

function subscribeTo(clock: Clock, intervalMs: number, reader: () => void): () => void {
  const seen = () => tick(clock)
  clock.readers.add(reader)
  clock.timer ??= setInterval(seen, intervalMs)
  document.addEventListener('visibilitychange', seen)
  return () => {
    document.removeEventListener('visibilitychange', seen)
    clock.readers.delete(reader)
    if (clock.readers.size > 0 || clock.timer === null) return
    clearInterval(clock.timer)
    clock.timer = null
  }
}

/** The current time, renewed every `intervalMs` (15 s for ages, 1 s for countdowns) and not at all in a hidden tab. */
export function useNow(intervalMs = 15_000): Date {
  const clock = clockOf(intervalMs)
  return useSyncExternalStore(
    (reader) => subscribeTo(clock, intervalMs, reader),
    () => {
      // A clock that nobody reads stands still: its next reader sets it.
      if (clock.readers.size === 0 && Date.now() - clock.now.getTime() > intervalMs) clock.now = new Date()
      return clock.now
    },
    () => beforeReading,
  )
}
