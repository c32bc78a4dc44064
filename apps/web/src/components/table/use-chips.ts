'use client'
import type { Noun } from '@stowage/domain/filter/keys'
import type { FilterChip } from '@stowage/domain/filter/to-text'
import { useEffect, useState } from 'react'
import { readChips } from './check-filter.ts'

/** Terms of the filter; those of the text before until the grammar has read the new one. */
export function useChips(noun: Noun, text: string): FilterChip[] {
  const [chips, setChips] = useState<FilterChip[]>([])
  useEffect(() => {
    let current = true
    readChips(noun, text).then((found) => {
      if (current) setChips(found)
    })
    return () => {
      current = false
    }
  }, [noun, text])
  return chips
}
