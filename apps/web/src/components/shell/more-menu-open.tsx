'use client'
import { useRouter } from 'next/navigation'
import type { MenuOpening } from '../ui/lazy-menu.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { entriesBehindMore } from './entries.ts'

export default function MoreMenuOpen({ trigger, defaultOpen }: MenuOpening) {
  const router = useRouter()
  return (
    <Menu trigger={trigger} defaultOpen={defaultOpen}>
      {entriesBehindMore.map(({ href, label, icon }) => (
        <MenuItem key={href} icon={icon} onSelect={() => router.push(href)}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  )
}
