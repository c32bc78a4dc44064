'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { trpc } from '@/lib/trpc.ts'
import { useScope } from '@/lib/url/use-scope.ts'
import { Page } from '../shell/page.tsx'
import { sortText } from '../table/column.ts'
import { List } from '../table/list.tsx'
import { PartialStrip } from '../table/partial-strip.tsx'
import { useListAddress } from '../table/use-list-address.ts'
import { volumeList } from './volume-list.tsx'

export function VolumesPage() {
  const { scope, host } = useScope()
  const address = useListAddress(volumeList.columns, volumeList.initialSort)
  const query = useQuery({
    ...trpc.volumes.query.queryOptions({ q: address.q, sort: sortText(address.sort), scope, removed: false }),
    placeholderData: keepPreviousData,
  })
  return (
    <Page fill title="Volumes">
      <PartialStrip
        scope={scope}
        noun="volumes"
        q={address.q}
        onHide={(name) => address.setFilter(`${address.q} -host:${name}`.trim())}
      />
      <List def={volumeList} address={address} scope={scope} scopeHost={host} query={query} />
    </Page>
  )
}
