'use client'
import clsx from 'clsx'
import { PanelLeft } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { setPreference } from '@/lib/preference.ts'
import { useShortcut } from '@/lib/shortcuts.ts'
import { iconProps } from '../ui/icon.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { entries, isCurrent } from './entries.ts'

/** Narrow by choice; /theme.js sets the attribute before the first paint. */
function toggleNav() {
  const root = document.documentElement
  const narrow = root.dataset.nav !== 'narrow'
  if (narrow) root.dataset.nav = 'narrow'
  else delete root.dataset.nav
  setPreference('nav', narrow ? 'narrow' : null)
}

export function Nav() {
  const pathname = usePathname()
  useShortcut('[', toggleNav)
  return (
    <nav
      aria-label="Main"
      className="flex w-54 shrink-0 flex-col justify-between border-r border-border bg-bg p-2 narrow:w-13 max-sm:hidden"
    >
      <ul className="flex flex-col gap-0.5">
        {entries.map((entry) => {
          const current = isCurrent(entry, pathname)
          return (
            <li key={entry.href}>
              <Link
                href={entry.href}
                prefetch={false}
                aria-current={current ? 'page' : undefined}
                data-tip-narrow={entry.label}
                className={clsx(
                  'flex h-8 items-center gap-2.5 rounded-sm px-2.5 text-base font-medium touch:h-11',
                  current ? 'bg-selected text-text' : 'text-text-2 hover:bg-hover hover:text-text',
                )}
              >
                <entry.icon {...iconProps} className={clsx('shrink-0', current && 'text-accent')} />
                <span className="narrow:sr-only">{entry.label}</span>
              </Link>
            </li>
          )
        })}
      </ul>
      <div className="flex max-lg:hidden">
        <IconButton label="Narrow or widen navigation" keys="[" icon={PanelLeft} onClick={toggleNav} className="ml-1" />
      </div>
    </nav>
  )
}
