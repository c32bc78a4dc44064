'use client'
import { createStore } from '../store.ts'

export interface LiveState {
  /** polling: this page is not on a secure origin, so browsers give no lock and every tab asks by itself. */
  mode: 'starting' | 'live' | 'polling' | 'lost'
  /** Since when, in milliseconds since the epoch. */
  since: number
  /** Set while the reader holds the screen still. */
  pausedAt: number | null
}

export const liveState = createStore<LiveState>({ mode: 'starting', since: 0, pausedAt: null })

export function setMode(mode: LiveState['mode']) {
  const state = liveState.get()
  if (state.mode !== mode) liveState.set({ ...state, mode, since: Date.now() })
}

export function togglePause() {
  const state = liveState.get()
  liveState.set({ ...state, pausedAt: state.pausedAt === null ? Date.now() : null })
}
