'use client'
import { useSyncExternalStore } from 'react'
import { setPreference, usePreference } from './preference.ts'

const local = () => Intl.DateTimeFormat().resolvedOptions().timeZone
const never = () => () => {}

/** The zone times are shown in: the reader's own, or UTC by choice. */
export function useZone(): string {
  // The prerendered page knows no zone: both must draw the same at first.
  const own = useSyncExternalStore(never, local, () => 'UTC')
  return usePreference('zone') === 'UTC' ? 'UTC' : own
}

export const useIsUtc = (): boolean => usePreference('zone') === 'UTC'

export const setUtc = (utc: boolean) => setPreference('zone', utc ? 'UTC' : null)
