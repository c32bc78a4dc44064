'use client'
import type { HostDetail } from '@stowage/domain/host'
import { unpackRefs } from '@stowage/domain/refs'
import type { VolumeRow } from '@stowage/domain/volume'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Bytes } from '@/components/ui/bytes.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Link } from '@/components/ui/link.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { type Column, PlainTable } from '@/components/ui/plain-table.tsx'
import { Loading } from '@/components/ui/skeleton.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { Time } from '@/components/ui/time.tsx'
import { VolumePill } from '@/components/ui/volume-pill.tsx'
import { VolumeName } from '@/components/volume/volume-name.tsx'
import { kindWords } from '@/components/volumes/volume-words.ts'
import { trpc } from '@/lib/trpc.ts'

const shown = 25

const columns: Column<VolumeRow>[] = [
  { label: 'Name', className: 'sm:w-[40%]', phone: 'title', cell: (volume) => <VolumeName volume={volume} link /> },
  { label: 'State', phone: 'end', cell: (volume) => <VolumePill pill={volume.pill} reason={volume.stateReason} /> },
  { label: 'Kind', className: 'text-text-2', cell: (volume) => kindWords[volume.kind] },
  {
    label: 'Used by',
    className: 'text-text-2',
    phone: 'label',
    cell: (volume) => (volume.usedBy.length > 0 ? volume.usedBy.length : 'None'),
  },
  {
    label: 'Last mount',
    phone: 'hide',
    className: 'text-text-2 sm:max-lg:hidden',
    cell: (volume) => (volume.lastMountedAt ? <Time at={volume.lastMountedAt} /> : 'Unknown'),
  },
  {
    label: 'Size',
    figure: true,
    phone: 'label',
    cell: (volume) => <Bytes bytes={volume.sizeBytes} reason={volume.sizeReason} />,
  },
]

/** The largest volumes of the host; the whole list is one click away. */
export function HostVolumes({ host }: { host: HostDetail }) {
  const scope = `host:${host.name}`
  const list = useQuery(trpc.volumes.query.queryOptions({ scope, sort: '-size' }))
  const refs = list.data ? unpackRefs(list.data.refs).slice(0, shown) : []
  const rows = useQuery(trpc.volumes.rows.queryOptions(refs.length > 0 ? { refs } : skipToken))
  const data = rows.data ?? []
  const all = `/volumes?scope=${encodeURIComponent(scope)}`
  return (
    <div className="flex flex-col gap-3">
      {list.data && list.data.unknown > 0 && list.data.total > 0 ? (
        <Strip>
          Sizes cover {list.data.total - list.data.unknown} of {list.data.total} volumes; the rest shows Unknown with its reason.
        </Strip>
      ) : null}
      <Panel flush>
        <Loading
          loading={list.isPending || (refs.length > 0 && rows.isPending)}
          skeleton={<TableSkeleton rows={10} columns={5} />}
        >
          {() =>
            (list.isError || rows.isError) && data.length === 0 ? (
              <ErrorPanel
                what="Can't load this host's volumes. The other tabs are current."
                error={list.error ?? rows.error}
                onRetry={() => list.refetch()}
              />
            ) : data.length === 0 ? (
              <EmptyState>
                {host.volumes === 0 && host.containers === 0
                  ? 'No volumes or containers yet. Disk figures are live.'
                  : 'No volumes here. Containers keep their data in writable layers or bind mounts.'}
              </EmptyState>
            ) : (
              <>
                <PlainTable
                  caption={`Volumes of ${host.name}, largest first`}
                  columns={columns}
                  rows={data}
                  rowKey={(volume) => volume.id}
                />
                <p className="border-t border-border px-4 py-2 text-base text-text-3">
                  {list.data && list.data.total > shown ? `The ${shown} largest. ` : ''}
                  <Link href={all}>
                    {list.data?.total === 1 ? 'Open in Volumes' : `All ${list.data?.total ?? ''} volumes of ${host.name}`}
                  </Link>
                </p>
              </>
            )
          }
        </Loading>
      </Panel>
    </div>
  )
}
