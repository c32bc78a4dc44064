'use client'
import { useSyncExternalStore } from 'react'

const root = () => document.documentElement

function subscribe(listener: () => void) {
  const observer = new MutationObserver(listener)
  observer.observe(root(), { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

/** Name of the theme on screen: whoever draws on a canvas draws again when it changes. */
export const useTheme = (): string =>
  useSyncExternalStore(
    subscribe,
    () => root().dataset.theme ?? 'light',
    () => 'light',
  )

/** Value of a token in the theme on screen. */
export const tokenColor = (token: string): string => getComputedStyle(root()).getPropertyValue(`--${token}`).trim()
