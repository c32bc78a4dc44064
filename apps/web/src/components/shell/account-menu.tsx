'use client'
import { useQuery } from '@tanstack/react-query'
import { Keyboard, LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { setPreference, usePreference } from '@/lib/preference.ts'
import { signOut } from '@/lib/sign-out.ts'
import { trpc } from '@/lib/trpc.ts'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx'

const themes = [
  { value: 'system', label: 'System', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
]

export function AccountMenu({ onKeyboard }: { onKeyboard: () => void }) {
  const { data: me } = useQuery(trpc.me.get.queryOptions())
  const theme = usePreference('theme') ?? 'system'
  const router = useRouter()
  const initials = (me?.name ?? '')
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={me ? `Account of ${me.name}` : 'Account'}
          className="flex size-7 shrink-0 items-center justify-center rounded-full touch:size-11"
        >
          <span className="flex size-7 items-center justify-center rounded-full bg-selected text-xs font-semibold text-text hover:bg-hover">
            {initials}
          </span>
        </button>
      }
    >
      {me ? (
        <div className="px-2 py-1.5">
          <p className="truncate font-medium">{me.name}</p>
          <p className="truncate text-sm text-text-3">
            {me.email} · {me.role}
          </p>
        </div>
      ) : null}
      <MenuSeparator />
      <MenuLabel>Appearance</MenuLabel>
      <MenuChoice
        value={theme}
        options={themes}
        onChange={(value) => setPreference('theme', value === 'system' ? null : value)}
      />
      <MenuSeparator />
      <MenuItem icon={Settings} keys="g ," onSelect={() => router.push('/settings')}>
        Settings
      </MenuItem>
      <MenuItem icon={Keyboard} keys="?" onSelect={onKeyboard}>
        Keyboard
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
