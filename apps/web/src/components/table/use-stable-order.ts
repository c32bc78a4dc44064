'use client'
import { useMemo, useState } from 'react'
import type { Listing } from '@/lib/rows/listing.ts'
import { isSameOrder, type OrderChange, orderChange } from './stable-order.ts'

export interface Shown {
  /** Which question the answer is for: filter, sort and scope. */
  key: string
  answer: Listing
}

const nothing: OrderChange = { added: 0, gone: 0, moved: 0 }

/**
 * Holds the order on screen while somebody reads it. A new question shows its answer at once; a new answer to the same question waits
 * for `apply`, or until nobody is on the table.
 */
export function useStableOrder(key: string, latest: Listing | undefined, attended: boolean) {
  const [shown, setShown] = useState<Shown | null>(null)
  const change = useMemo(
    () => (shown && latest && shown.key === key ? orderChange(shown.answer.ids, latest.ids) : nothing),
    [shown, latest, key],
  )
  const takes = shown?.key !== key || (shown.answer !== latest && (!attended || isSameOrder(change)))
  // Set while rendering: neither the old order under the new question nor an order that waits for nobody is ever painted.
  if (latest && takes) setShown({ key, answer: latest })

  return {
    shown,
    change,
    apply: () => {
      if (latest) setShown({ key, answer: latest })
    },
  }
}
