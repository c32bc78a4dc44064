'use client'
import { useSyncExternalStore } from 'react'

const changed = 'stowage-preference'
const read = (name: string) => {
  try {
    return localStorage.getItem(`stowage.${name}`)
  } catch {
    return null
  }
}

/** Stores a choice in this browser and tells this tab and the others; null forgets it. */
export function setPreference(name: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(`stowage.${name}`)
    else localStorage.setItem(`stowage.${name}`, value)
  } catch {
    // Storage is off: the choice lasts no longer than the page.
  }
  dispatchEvent(new Event(changed))
}

function subscribe(listener: () => void) {
  addEventListener('storage', listener)
  addEventListener(changed, listener)
  return () => {
    removeEventListener('storage', listener)
    removeEventListener(changed, listener)
  }
}

/** A choice kept in this browser, null while unset and in the prerendered page. */
export const usePreference = (name: string): string | null =>
  useSyncExternalStore(
    subscribe,
    () => read(name),
    () => null,
  )
