'use client'
import { useQuery } from '@tanstack/react-query'
import { Keyboard, LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { setPreference, usePreference } from '@/lib/preference.ts'
import { signOut } from '@/lib/sign-out.ts'
import { trpc } from '@/lib/trpc.ts'
import type { MenuOpening } from '../ui/lazy-menu.tsx'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx'
import { overlay } from './overlay.ts'

const themes = [
  { value: 'system', label: 'System', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
]

export default function AccountMenuOpen({ trigger, defaultOpen }: MenuOpening) {
  const { data: me } = useQuery(trpc.me.get.queryOptions())
  const theme = usePreference('theme') ?? 'system'
  const router = useRouter()
  return (
    <Menu trigger={trigger} defaultOpen={defaultOpen}>
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
      <MenuItem icon={Keyboard} keys="?" onSelect={() => overlay.set('keyboard')}>
        Keyboard
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
