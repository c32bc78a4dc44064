'use client'
import { formatBytes } from '@stowage/domain/format'
import type { HostDetail } from '@stowage/domain/host'
import type { HostSpaceDetail } from '@stowage/domain/space'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { CapacityBar } from '@/components/capacity/capacity-bar.tsx'
import { CapacityLegend } from '@/components/capacity/capacity-legend.tsx'
import { capacityDoubts, capacityText } from '@/components/capacity/capacity-text.ts'
import { segmentsOf } from '@/components/capacity/segments-of.ts'
import { shareText } from '@/components/treemap/space-node.ts'
import { Treemap } from '@/components/treemap/treemap.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Link } from '@/components/ui/link.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Segments } from '@/components/ui/segments.tsx'
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { Time } from '@/components/ui/time.tsx'
import { trpc } from '@/lib/trpc.ts'
import { isSilent } from './host-words.ts'
import { coverText, isCrowdedOut, restBytes, spaceTree, withoutRest } from './space-tree.ts'

/** What fills this host: every used byte, by kind and by volume or container. */
export function HostSpace({ host }: { host: HostDetail }) {
  const query = useQuery(trpc.hosts.space.queryOptions({ id: host.id }))
  const space = query.data
  return (
    <Loading loading={query.isPending} skeleton={<Skeleton className="h-[560px] w-full rounded-md" />}>
      {() =>
        space ? (
          <Space space={space} />
        ) : (
          <Panel>
            <ErrorPanel
              what="Can't load what fills this host. Current figures are above."
              error={query.error}
              onRetry={() => query.refetch()}
            />
          </Panel>
        )
      }
    </Loading>
  )
}

type View = 'all' | 'measured'
const views = [
  { value: 'all', label: 'All used space' },
  { value: 'measured', label: 'Measured only' },
] as const

function Space({ space }: { space: HostSpaceDetail }) {
  const root = useMemo(() => spaceTree(space), [space])
  const [chosen, setChosen] = useState<View | null>(null)
  const view = chosen ?? (isCrowdedOut(root) ? 'measured' : 'all')
  const shown = useMemo(() => (view === 'all' ? root : withoutRest(root)), [root, view])
  const rest = restBytes(root)
  const cover = coverText(space)
  const doubts = capacityDoubts(space)
  if (root.children.length === 0)
    return (
      <Panel>
        <EmptyState>
          {space.usedBytes === null
            ? 'The disk of this host is unknown, and nothing on it was measured yet.'
            : 'No volumes or containers yet. Disk figures are live.'}
        </EmptyState>
      </Panel>
    )
  return (
    <div className="flex flex-col gap-3">
      {cover ? (
        <Strip
          actions={<Link href={`/volumes?scope=${encodeURIComponent(`host:${space.host}`)}&q=size:unknown`}>Show them</Link>}
        >
          {cover}
        </Strip>
      ) : null}
      <Panel
        title="Used space"
        meta={
          space.measuredAt ? (
            <>
              newest figure <Time at={space.measuredAt} />
            </>
          ) : null
        }
        actions={rest > 0 ? <Segments label="What the map shows" value={view} options={views} onChange={setChosen} /> : null}
      >
        <div className="flex flex-col gap-3">
          <p className="text-md text-text-2">
            {capacityText(space)}
            {view === 'measured' && rest > 0
              ? ` The map leaves out ${formatBytes(rest)} of other files and what was not measured (${shareText(rest, root.bytes)}).`
              : ''}
          </p>
          <CapacityBar space={space} tall faded={isSilent(space.hostState)} />
          <CapacityLegend kinds={segmentsOf(space).map(({ kind }) => kind)} />
          <Treemap key={view} root={shown} label={`Used space of ${space.host}`} noun="What" />
          {doubts.length > 0 ? (
            <ul className="flex flex-col gap-0.5 text-sm text-text-3">
              {doubts.map((doubt) => (
                <li key={doubt}>{doubt}</li>
              ))}
            </ul>
          ) : null}
        </div>
      </Panel>
    </div>
  )
}
