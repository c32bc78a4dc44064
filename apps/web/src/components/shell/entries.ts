import { Activity, Boxes, Database, LayoutDashboard, ListChecks, Server } from 'lucide-react'
import type { Icon } from '../ui/icon.ts'

export interface Entry {
  href: string
  label: string
  icon: Icon
  /** Second key after `g`. */
  key: string
  /** Pages that belong under this entry. */
  under: readonly string[]
}

/** Only pages that exist. */
export const entries: readonly Entry[] = [
  { href: '/', label: 'Overview', icon: LayoutDashboard, key: 'o', under: [] },
  { href: '/volumes', label: 'Volumes', icon: Database, key: 'v', under: ['/volume'] },
  { href: '/containers', label: 'Containers', icon: Boxes, key: 'c', under: ['/container'] },
  { href: '/hosts', label: 'Hosts', icon: Server, key: 'h', under: ['/host'] },
  { href: '/jobs', label: 'Jobs', icon: ListChecks, key: 'j', under: ['/job'] },
  { href: '/activity', label: 'Activity', icon: Activity, key: 'l', under: [] },
]

export const isCurrent = ({ href, under }: Entry, pathname: string) => pathname === href || under.includes(pathname)

/** On phones: four in the bar, the rest behind More. */
export const entriesInBar = entries.slice(0, 4)
export const entriesBehindMore = entries.slice(4)
