'use client'
import clsx from 'clsx'
import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { iconProps } from '../ui/icon.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { entries, isCurrent } from './entries.ts'

const cell = 'flex h-14 min-w-0 grow basis-0 flex-col items-center justify-center gap-0.5 text-xs font-medium'
const shown = entries.slice(0, 4)
const more = entries.slice(4)

/** The navigation of phones. */
export function BottomBar() {
  const pathname = usePathname()
  const router = useRouter()
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
            aria-current={current ? 'page' : undefined}
            className={clsx(cell, current ? 'text-accent' : 'text-text-2')}
          >
            <entry.icon {...iconProps} size={20} />
            {entry.label}
          </Link>
        )
      })}
      <Menu
        trigger={
          <button
            type="button"
            className={clsx(cell, more.some((entry) => isCurrent(entry, pathname)) ? 'text-accent' : 'text-text-2')}
          >
            <Ellipsis {...iconProps} size={20} />
            More
          </button>
        }
      >
        {more.map((entry) => (
          <MenuItem key={entry.href} icon={entry.icon} onSelect={() => router.push(entry.href)}>
            {entry.label}
          </MenuItem>
        ))}
      </Menu>
    </nav>
  )
}
