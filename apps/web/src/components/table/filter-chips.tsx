import type { FilterChip } from '@stowage/domain/filter/to-text'
import { X } from 'lucide-react'

/** Terms of the filter, each with a way out. Phones have the field's own Clear. */
export const FilterChips = ({ chips, onFilter }: { chips: readonly FilterChip[]; onFilter: (text: string) => void }) => (
  <span className="flex min-w-0 flex-wrap items-center gap-1.5 max-sm:hidden">
    {chips.map(({ text, start, without }) => (
      <span key={start} className="inline-flex h-6 min-w-0 items-center rounded-sm bg-selected pl-2 font-mono text-sm text-text">
        <span className="truncate">{text}</span>
        <button
          type="button"
          aria-label={`Remove ${text}`}
          onClick={() => onFilter(without)}
          className="ml-0.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-text-2 hover:bg-hover hover:text-text"
        >
          <X size={12} strokeWidth={2} aria-hidden />
        </button>
      </span>
    ))}
  </span>
)
