'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { trpc } from '@/lib/trpc.ts'
import { useScope } from '@/lib/url/use-scope.ts'
import { sortText } from '../table/column.ts'
import { List } from '../table/list.tsx'
import { useListAddress } from '../table/use-list-address.ts'
import { CreateVolumeButton } from '../volume/create-volume-button.tsx'
import { volumeList } from './volume-list.tsx'

export function VolumesPage() {
  const { scope, host } = useScope()
  const address = useListAddress(volumeList.columns, volumeList.initialSort)
  const query = useQuery({
    ...trpc.volumes.query.queryOptions({ q: address.q, sort: sortText(address.sort), scope, removed: false }),
    placeholderData: keepPreviousData,
  })
  return (
    <List
      def={volumeList}
      title="Volumes"
      actions={<CreateVolumeButton primary />}
      address={address}
      scope={scope}
      scopeHost={host}
      query={query}
    />
  )
}
