'use client'
import { useEffect, useState } from 'react'
import type { GridRowData } from './grid.tsx'
import type { ListDef } from './list-def.ts'

/** Selected rows by id. The selection outlives sorting and filtering. */
export function useSelection() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const clear = () => setIds(new Set())
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[role=dialog]')) setIds(new Set())
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return {
    ids,
    clear,
    change: (changed: readonly string[], mode: 'toggle' | 'add') =>
      setIds((before) => {
        const after = new Set(before)
        for (const id of changed) {
          if (mode === 'toggle' && after.has(id)) after.delete(id)
          else after.add(id)
        }
        return after
      }),
    /** Figures of the selection; null when nothing is selected. */
    sum<Row extends GridRowData>(def: ListDef<Row>, shown: readonly string[]) {
      if (ids.size === 0) return null
      const visible = new Set(shown)
      const result = { count: ids.size, bytes: 0, unknown: 0, hidden: 0 }
      for (const id of ids) {
        const row = def.store.get(id)
        const bytes = row ? def.bytesOf(row) : null
        if (bytes === null) result.unknown++
        else result.bytes += bytes
        if (!visible.has(id)) result.hidden++
      }
      return result
    },
  }
}
