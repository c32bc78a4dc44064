'use client'
import { setPreference, usePreference } from './preference.ts'

const local = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The zone times are shown in: the reader's own, or UTC by choice. */
export const useZone = (): string => (usePreference('zone') === 'UTC' ? 'UTC' : local())

export const useIsUtc = (): boolean => usePreference('zone') === 'UTC'

export const setUtc = (utc: boolean) => setPreference('zone', utc ? 'UTC' : null)
