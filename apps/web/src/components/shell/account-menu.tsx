'use client'
import { useQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import { trpc } from '@/lib/trpc.ts'
import { LazyMenu } from '../ui/lazy-menu.tsx'

const load = () => import('./account-menu-open.tsx')
const AccountMenuOpen = lazy(load)

export function AccountMenu() {
  const { data: me } = useQuery({ ...trpc.me.get.queryOptions(), staleTime: 60_000 })
  const initials = (me?.name ?? '')
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
  return (
    <LazyMenu
      menu={AccountMenuOpen}
      preload={load}
      trigger={
        <button type="button" className="flex size-7 shrink-0 items-center justify-center rounded-full touch:size-11">
          <span className="sr-only">{me ? `Account of ${me.name}` : 'Account'}</span>
          <span
            aria-hidden="true"
            className="flex size-7 items-center justify-center rounded-full bg-selected text-xs font-semibold text-text hover:bg-hover"
          >
            {initials}
          </span>
        </button>
      }
    />
  )
}
