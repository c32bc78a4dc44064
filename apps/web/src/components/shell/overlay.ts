'use client'
import { createStore } from '@/lib/store.ts'

/** Which layer of the shell is open above the page. */
export const overlay = createStore<'palette' | 'keyboard' | null>(null)

export const closeOverlay = () => overlay.set(null)
