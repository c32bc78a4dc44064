'use client'
import { useSyncExternalStore } from 'react'

/** Key caps: `keys` are separated by spaces, `mod` is ⌘ or Ctrl by platform. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex shrink-0 gap-0.5">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="min-w-4 rounded-sm border border-border bg-sunken px-1 text-center font-sans text-xs font-medium text-text-2"
        >
          {key === 'mod' ? <ModKey /> : key}
        </kbd>
      ))}
    </span>
  )
}

const never = () => () => {}
const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** The prerendered page says Ctrl; a Mac corrects it. */
const ModKey = () => (useSyncExternalStore(never, isMac, () => false) ? '⌘' : 'Ctrl')
