'use client'
import type { FilterChip } from '@stowage/domain/filter/to-text'
import { X } from 'lucide-react'
import { useShortcut } from '@/lib/shortcuts.ts'
import { Kbd } from '../ui/kbd.tsx'
import { changeWords, type OrderChange } from './stable-order.ts'

interface Props {
  chips: readonly FilterChip[]
  change: OrderChange
  onFilter: (text: string) => void
  onApply: () => void
}

/** A line that is always there: the filter's terms, and what waits to be applied. Nothing below moves when either comes or goes. */
export function StatusLine({ chips, change, onFilter, onApply }: Props) {
  const words = changeWords(change)
  useShortcut('.', onApply)
  return (
    <div className="-my-2 flex h-8 shrink-0 items-center gap-1.5 overflow-x-auto scroll-thin touch:h-11">
      {chips.map(({ text, start, without }) => (
        <span
          key={start}
          className="inline-flex h-6 shrink-0 items-center rounded-sm bg-selected pl-2 font-mono text-sm text-text touch:h-9"
        >
          {text}
          <button
            type="button"
            aria-label={`Remove ${text}`}
            onClick={() => onFilter(without)}
            className="ml-0.5 flex size-6 items-center justify-center rounded-sm text-text-2 hover:bg-hover hover:text-text touch:size-11"
          >
            <X size={12} strokeWidth={2} aria-hidden />
          </button>
        </span>
      ))}
      {chips.length > 1 ? (
        <button type="button" onClick={() => onFilter('')} className="shrink-0 rounded-sm px-1 text-sm text-link hover:underline">
          Clear filter
        </button>
      ) : null}
      {words ? (
        <span role="status" className="ml-auto flex shrink-0 items-center gap-2 text-sm text-text-2">
          {words}
          <button
            type="button"
            onClick={onApply}
            className="inline-flex h-6 items-center gap-1.5 rounded-sm border border-accent px-2 font-medium text-accent hover:bg-hover touch:h-11"
          >
            Apply <Kbd keys="." />
          </button>
        </span>
      ) : null}
    </div>
  )
}
