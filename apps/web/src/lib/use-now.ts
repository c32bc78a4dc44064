'use client'
import { useSyncExternalStore } from 'react'

/** One clock for every relative time on screen: they change together, every 15 s, and not at all in a hidden tab. */
const stepMs = 15_000
let now = Date.now()
let timer: ReturnType<typeof setInterval> | null = null
const listeners = new Set<() => void>()

const tick = () => {
  if (document.hidden) return
  now = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  if (!timer) {
    now = Date.now()
    timer = setInterval(tick, stepMs)
    document.addEventListener('visibilitychange', tick)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && timer) {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
      timer = null
    }
  }
}

/** Milliseconds since the epoch, renewed every 15 s. */
export const useNow = (): number =>
  useSyncExternalStore(
    subscribe,
    () => now,
    () => now,
  )
