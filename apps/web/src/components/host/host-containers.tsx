'use client'
import type { ContainerRow } from '@stowage/domain/container'
import type { HostDetail } from '@stowage/domain/host'
import { unpackRefs } from '@stowage/domain/refs'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Bytes } from '@/components/ui/bytes.tsx'
import { ContainerPill } from '@/components/ui/container-pill.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Link } from '@/components/ui/link.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { type Column, PlainTable } from '@/components/ui/plain-table.tsx'
import { Loading } from '@/components/ui/skeleton.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { trpc } from '@/lib/trpc.ts'

const shown = 25

const columns: Column<ContainerRow>[] = [
  {
    label: 'Name',
    className: 'sm:w-[30%]',
    long: true,
    phone: 'title',
    cell: (container) => (
      <Link href={`/container?id=${container.id}`} className="font-mono">
        <HostText>{container.name}</HostText>
      </Link>
    ),
  },
  { label: 'Status', phone: 'end', cell: (container) => <ContainerPill container={container} /> },
  {
    label: 'Image',
    long: true,
    className: 'text-text-2',
    cell: (container) => <HostText>{container.image}</HostText>,
  },
  {
    label: 'Volumes',
    figure: true,
    phone: 'label',
    cell: (container) => container.mounts.filter((mount) => mount.type === 'volume').length,
  },
  {
    label: 'Writable layer',
    figure: true,
    phone: 'label',
    cell: (container) => <Bytes bytes={container.layerBytes} reason={container.layerReason} />,
  },
]

/** The containers with the largest writable layers. */
export function HostContainers({ host }: { host: HostDetail }) {
  const scope = `host:${host.name}`
  const list = useQuery(trpc.containers.query.queryOptions({ scope, sort: '-layer' }))
  const refs = list.data ? unpackRefs(list.data.refs).slice(0, shown) : []
  const rows = useQuery(trpc.containers.rows.queryOptions(refs.length > 0 ? { refs } : skipToken))
  const data = rows.data ?? []
  return (
    <Panel flush>
      <Loading loading={list.isPending || (refs.length > 0 && rows.isPending)} skeleton={<TableSkeleton rows={10} columns={5} />}>
        {() =>
          (list.isError || rows.isError) && data.length === 0 ? (
            <ErrorPanel
              what="Can't load this host's containers. The other tabs are current."
              error={list.error ?? rows.error}
              onRetry={() => list.refetch()}
            />
          ) : data.length === 0 ? (
            <EmptyState>No containers in any state.</EmptyState>
          ) : (
            <>
              <PlainTable
                caption={`Containers of ${host.name}, largest writable layer first`}
                columns={columns}
                rows={data}
                rowKey={(row) => row.id}
              />
              <p className="border-t border-border px-4 py-2 text-base text-text-3">
                {list.data && list.data.total > shown ? `The ${shown} with the largest writable layers. ` : ''}
                <Link href={`/containers?scope=${encodeURIComponent(scope)}`}>All containers of {host.name}</Link>
              </p>
            </>
          )
        }
      </Loading>
    </Panel>
  )
}
