'use client'
import clsx from 'clsx'
import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { lazy } from 'react'
import { iconProps } from '../ui/icon.ts'
import { LazyMenu } from '../ui/lazy-menu.tsx'
import { isCurrent, entriesBehindMore as more, entriesInBar as shown } from './entries.ts'

const load = () => import('./more-menu-open.tsx')
const MoreMenu = lazy(load)

const cell = 'flex h-14 min-w-0 grow basis-0 flex-col items-center justify-center gap-0.5 text-xs font-medium'

/** The navigation of phones. */
export function BottomBar() {
  const pathname = usePathname()
  return (
    <nav
      aria-label="Main"
      className="z-10 flex shrink-0 border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {shown.map((entry) => {
        const current = isCurrent(entry, pathname)
        return (
          <Link
            key={entry.href}
            href={entry.href}
            prefetch={false}
            aria-current={current ? 'page' : undefined}
            className={clsx(cell, current ? 'text-accent' : 'text-text-2')}
          >
            <entry.icon {...iconProps} size={20} />
            {entry.label}
          </Link>
        )
      })}
      <LazyMenu
        menu={MoreMenu}
        preload={load}
        trigger={
          <button
            type="button"
            className={clsx(cell, more.some((entry) => isCurrent(entry, pathname)) ? 'text-accent' : 'text-text-2')}
          >
            <Ellipsis {...iconProps} size={20} />
            More
          </button>
        }
      />
    </nav>
  )
}
