'use client'
import { useEffect, useSyncExternalStore } from 'react'
import type { Rows } from '@/lib/rows/rows.ts'

const block = 100

/** Rows by id, loaded in blocks of 100 around what is on screen (`first` to `last`, indexes into `ids`). */
export function useRows<Row>(store: Rows<Row>, ids: readonly string[], first: number, last: number) {
  useSyncExternalStore(store.subscribe, store.version, store.version)
  const from = Math.floor(Math.max(0, first) / block) * block
  const to = Math.min(ids.length, (Math.floor(Math.max(0, last) / block) + 1) * block)
  useEffect(() => {
    const wanted = ids.slice(from, to)
    store.ensure(wanted)
    store.trim(new Set(wanted))
  }, [store, ids, from, to])
  return store
}
