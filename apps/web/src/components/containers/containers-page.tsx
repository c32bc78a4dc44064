'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { trpc } from '@/lib/trpc.ts'
import { useScope } from '@/lib/url/use-scope.ts'
import { Page } from '../shell/page.tsx'
import { sortText } from '../table/column.ts'
import { List } from '../table/list.tsx'
import { PartialStrip } from '../table/partial-strip.tsx'
import { useListAddress } from '../table/use-list-address.ts'
import { containerList } from './container-list.tsx'

export function ContainersPage() {
  const { scope, host } = useScope()
  const address = useListAddress(containerList.columns, containerList.initialSort)
  const query = useQuery({
    ...trpc.containers.query.queryOptions({ q: address.q, sort: sortText(address.sort), scope, removed: false }),
    placeholderData: keepPreviousData,
  })
  return (
    <Page fill title="Containers">
      <PartialStrip
        scope={scope}
        noun="containers"
        q={address.q}
        onHide={(name) => address.setFilter(`${address.q} -host:${name}`.trim())}
      />
      <List def={containerList} address={address} scope={scope} scopeHost={host} query={query} />
    </Page>
  )
}
