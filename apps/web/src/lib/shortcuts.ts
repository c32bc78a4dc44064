'use client'
import { useEffect, useRef } from 'react'

/** Handlers by key (`/`, `.`, `g v`); the newest one wins, so that a dialog or a table can take a key from the shell. */
const handlers = new Map<string, { current: () => void }[]>()

/** Runs `run` on the key while the component is on screen. Keys typed into fields and keys with ⌘ or Ctrl are left alone. */
export function useShortcut(key: string, run: () => void) {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const own = handlers.get(key) ?? []
    handlers.set(key, own)
    own.push(latest)
    return () => {
      own.splice(own.indexOf(latest), 1)
    }
  }, [key])
}

function press(key: string): boolean {
  const handler = handlers.get(key)?.at(-1)
  handler?.current()
  return handler !== undefined
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const sequenceMs = 1200

/** Listens for single keys and for two-key sequences that begin with `g`. Returns the stop. */
export function startShortcuts(enabled: () => boolean): () => void {
  let first: { key: string; at: number } | null = null
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || typing(event.target) || !enabled()) return
    // Menus and dialogs have their own keys; theirs come first.
    if (event.target instanceof Element && event.target.closest('[role=menu],[role=dialog],[role=alertdialog]')) return
    const started = first && event.timeStamp - first.at < sequenceMs ? first.key : null
    first = null
    const done = started ? press(`${started} ${event.key}`) : press(event.key)
    if (done) event.preventDefault()
    else if (event.key === 'g' && !started) first = { key: 'g', at: event.timeStamp }
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
