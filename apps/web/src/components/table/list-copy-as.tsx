'use client'
import { useQuery } from '@tanstack/react-query'
import { trpc } from '@/lib/trpc.ts'
import { CopyAs } from '../ui/copy-as.tsx'
import { listCommands } from './list-commands.ts'

interface Props {
  noun: 'volumes' | 'containers'
  q: string
  sort: string
  host: string | null
}

/** "Copy as" of a list. Not on phones, where there is no terminal to paste into. */
export function ListCopyAs(view: Props) {
  const { data = [] } = useQuery(trpc.hosts.list.queryOptions({ scope: null }))
  const hosts = data.filter(({ revokedAt }) => revokedAt === null).map(({ name }) => name)
  return (
    <span className="max-sm:hidden">
      <CopyAs texts={listCommands({ ...view, hosts, origin: typeof location === 'undefined' ? '' : location.origin })} />
    </span>
  )
}
