'use client'
import { lazy, Suspense } from 'react'
import { createStore, useStore } from '@/lib/store.ts'

interface Toast {
  id: number
  text: string
  action: { label: string; run: () => void } | null
}

export const toasts = createStore<readonly Toast[]>([])
let nextId = 1

/** Says that something worked, for 10 s, with Undo or Open. There is no toast for errors: those stay where they happened. */
export function toast(text: string, action: Toast['action'] = null) {
  toasts.set([...toasts.get().slice(-2), { id: nextId++, text, action }])
}

const ToastsShown = lazy(() => import('./toasts-shown.tsx'))

/** Where toasts appear; its code comes with the first one. */
export function Toasts() {
  useStore(toasts)
  return nextId > 1 ? (
    <Suspense>
      <ToastsShown />
    </Suspense>
  ) : null
}
