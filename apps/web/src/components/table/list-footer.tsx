'use client'
import type { ReactNode } from 'react'
import { formatCount, formatSum } from '@/lib/format-sum.ts'
import type { Listing } from '@/lib/rows/listing.ts'
import { Button } from '../ui/button.tsx'

interface Props {
  one: string
  answer: Listing | null
  selected: { count: number; bytes: number; unknown: number; hidden: number } | null
  /** Whole value of the active cell. */
  full: string | null
  /** For the selection, or for the active row. */
  actions?: ReactNode
  onClear: () => void
  onShowLeftOut: (() => void) | null
}

/** Totals of what the list shows, or of the selection; beside them the active cell in full. */
export function ListFooter({ one, answer, selected, full, actions, onClear, onShowLeftOut }: Props) {
  return (
    <div className="mt-auto flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-0.5 rounded-b-md border-t border-border bg-surface px-3 py-1 text-sm text-text-2">
      {selected ? (
        <>
          <span className="font-medium text-text">
            {selected.count} selected · {formatSum(selected.bytes, selected.unknown)}
          </span>
          {actions}
          {selected.hidden > 0 ? <span>{selected.hidden} of them are hidden by the filter</span> : null}
          <Button size="sm" variant="ghost" onClick={onClear}>
            Clear
          </Button>
        </>
      ) : answer ? (
        <>
          <span className="font-medium text-text">
            {formatCount(answer.total, one)}
            {answer.total > 0 ? ` · ${formatSum(answer.sumBytes, answer.unknown)}` : ''}
          </span>
          {answer.unknown > 0 ? <span>{answer.unknown} not measured in full</span> : null}
          {answer.total > answer.ids.length ? (
            <span>First {formatCount(answer.ids.length, one)} shown: narrow the filter</span>
          ) : null}
          {answer.leftOut > 0 ? (
            <span className="flex items-center gap-1.5">
              {answer.leftOut} with an unknown value not included
              {onShowLeftOut ? (
                <button type="button" onClick={onShowLeftOut} className="rounded-sm text-link hover:underline">
                  Show them
                </button>
              ) : null}
            </span>
          ) : null}
        </>
      ) : null}
      {full ? (
        <output aria-live="off" className="ml-auto min-w-0 max-w-full text-right text-text-3 [overflow-wrap:anywhere]">
          {full}
        </output>
      ) : null}
      {selected ? null : actions}
    </div>
  )
}
