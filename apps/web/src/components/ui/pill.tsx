'use client'
import clsx from 'clsx'
import { type Icon, iconProps } from './icon.ts'

export type Tone = 'in-use' | 'idle' | 'orphaned' | 'marked' | 'archived' | 'unknown' | 'stale' | 'unreachable' | 'protected'

const tones: Record<Tone, string> = {
  'in-use': 'bg-in-use-bg text-in-use',
  idle: 'bg-idle-bg text-idle',
  orphaned: 'bg-orphaned-bg text-orphaned',
  marked: 'bg-marked-bg text-marked',
  archived: 'bg-archived-bg text-archived',
  unknown: 'border border-dashed border-border-strong bg-unknown-bg text-unknown',
  stale: 'bg-stale-bg text-stale',
  unreachable: 'bg-unreachable-bg text-unreachable',
  protected: 'bg-protected-bg text-protected',
}

/** Icon + word + colour, always all three. `hint` is the exact meaning, told on hover. */
export function Pill({ tone, icon: Glyph, children, hint }: { tone: Tone; icon: Icon; children: string; hint?: string }) {
  return (
    <span
      data-tip={hint}
      className={clsx('inline-flex h-5 max-w-full items-center gap-1 rounded-sm px-1.5 text-sm font-medium', tones[tone])}
    >
      <Glyph {...iconProps} size={14} className="shrink-0" />
      <span className="truncate">{children}</span>
    </span>
  )
}
