'use client'
import { useEffect, useState } from 'react'
import { type Draft, emptyDraft } from './create-draft.ts'

const key = 'stowage.draft.create-volume'

interface Kept {
  at: string
  draft: Draft
}

function read(): Kept | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (kept === null || typeof kept !== 'object' || !('draft' in kept) || !('at' in kept)) return null
    // Written by this file in this tab; a field added since then takes its default.
    return { at: String(kept.at), draft: { ...emptyDraft, ...(kept.draft as Partial<Draft>) } }
  } catch {
    return null
  }
}

/** A draft kept for this tab until it is sent or discarded. It holds no secrets: the form asks for none. */
export function useDraft(hostIds: readonly string[]) {
  const [kept] = useState(read)
  const [restoredAt, setRestoredAt] = useState(() => (kept ? new Date(kept.at) : null))
  const [draft, setDraft] = useState<Draft>(() => kept?.draft ?? { ...emptyDraft, hostIds: [...hostIds] })
  const [touched, setTouched] = useState(kept !== null)

  useEffect(() => {
    if (!touched) return
    try {
      sessionStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), draft }))
    } catch {
      // Storage is off: the draft lives as long as the form.
    }
  }, [draft, touched])

  return {
    draft,
    restoredAt,
    change: (part: Partial<Draft>) => {
      setTouched(true)
      setDraft((before) => ({ ...before, ...part }))
    },
    forget: () => {
      setTouched(false)
      setRestoredAt(null)
      sessionStorage.removeItem(key)
    },
    discard: () => {
      setTouched(false)
      setRestoredAt(null)
      setDraft({ ...emptyDraft, hostIds: [...hostIds] })
      sessionStorage.removeItem(key)
    },
  }
}
