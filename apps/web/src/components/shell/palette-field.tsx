'use client'
import { Search } from 'lucide-react'
import { iconProps } from '../ui/icon.ts'
import { Kbd } from '../ui/kbd.tsx'

export const PaletteField = ({ onOpen }: { onOpen: () => void }) => (
  <button
    type="button"
    onClick={onOpen}
    aria-keyshortcuts="Meta+K Control+K"
    className="flex h-7 min-w-0 max-w-110 grow items-center gap-2 rounded-sm border border-border-strong bg-surface px-2 text-left text-base text-text-3 hover:bg-hover touch:h-11 max-sm:max-w-11 max-sm:grow-0 max-sm:justify-center max-sm:border-transparent max-sm:bg-transparent max-sm:ml-auto"
  >
    <Search {...iconProps} className="shrink-0" />
    <span className="grow truncate max-sm:sr-only">Search or run…</span>
    <span className="max-lg:hidden" aria-hidden="true">
      <Kbd keys="mod K" />
    </span>
  </button>
)
