'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { trpc } from '@/lib/trpc.ts'
import { useScope } from '@/lib/url/use-scope.ts'
import { sortText } from '../table/column.ts'
import { List } from '../table/list.tsx'
import { useListAddress } from '../table/use-list-address.ts'
import { containerList } from './container-list.tsx'

export function ContainersPage() {
  const { scope, host } = useScope()
  const address = useListAddress(containerList.columns, containerList.initialSort)
  const query = useQuery({
    ...trpc.containers.query.queryOptions({ q: address.q, sort: sortText(address.sort), scope, removed: false }),
    placeholderData: keepPreviousData,
  })
  return <List def={containerList} title="Containers" address={address} scope={scope} scopeHost={host} query={query} />
}
