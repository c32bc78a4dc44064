'use client'
import { useQuery } from '@tanstack/react-query'
import { formatCount } from '@/lib/format-sum.ts'
import { trpc } from '@/lib/trpc.ts'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { Icon } from '../ui/icon.ts'
import { Link } from '../ui/link.tsx'

interface Props {
  icon: Icon
  host: string | null
  see: { href: string; label: string }
  children: (where: string) => string
}

/** Nothing exists at all: the next step, which is another one while there is no host. */
export function NothingYet({ icon, host, see, children }: Props) {
  const { data } = useQuery(trpc.hosts.list.queryOptions({ scope: null }))
  const hosts = data?.filter(({ revokedAt }) => revokedAt === null).length ?? 0
  if (data && hosts === 0) {
    return (
      <EmptyState
        icon={icon}
        actions={
          <Link href="/hosts?add=true" className={buttonClass({ variant: 'primary', size: 'sm' })}>
            Add host
          </Link>
        }
      >
        No hosts yet. Run one command on a machine with Docker; it starts watching and changes nothing.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={icon}
      actions={
        <Link href={see.href} className={buttonClass({ size: 'sm' })}>
          {see.label}
        </Link>
      }
    >
      {children(host ?? formatCount(hosts, 'host'))}
    </EmptyState>
  )
}
