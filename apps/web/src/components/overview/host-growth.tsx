'use client'
import type { HostSpace } from '@stowage/domain/space'
import { useQuery } from '@tanstack/react-query'
import { trpc } from '@/lib/trpc.ts'
import { capacityDoubts, capacityText } from '../capacity/capacity-text.ts'
import { describe } from '../ui/error-panel.tsx'
import { Link } from '../ui/link.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { GrowerList } from './grower-list.tsx'
import { deltaText } from './grower-words.ts'

/** Why a host fills: its space in a sentence, and who grew it. */
export function HostGrowth({ space, forecast }: { space: HostSpace; forecast: string | null }) {
  const query = useQuery(trpc.hosts.growth.queryOptions({ id: space.hostId, range: '7d' }))
  const growth = query.data
  const growers = (growth?.growers ?? []).slice(0, 5).map((grower) => ({ ...grower, host: space.host }))
  return (
    <div className="flex flex-col text-base">
      <div className="flex flex-col gap-1 border-b border-border px-4 py-3">
        {forecast ? <p className="font-medium">{forecast}</p> : null}
        <p className="text-text-2">{capacityText(space)}</p>
        {capacityDoubts(space).map((doubt) => (
          <p key={doubt} className="text-sm text-text-3">
            {doubt}
          </p>
        ))}
      </div>
      {query.isPending ? (
        <div className="flex flex-col gap-3 px-4 py-3">
          <Skeleton className="h-3 w-64" />
          <Skeleton className="h-3 w-56" />
        </div>
      ) : query.isError && !growth ? (
        <p className="px-4 py-3 text-text-2">Can't tell who grew it. {describe(query.error).reason}</p>
      ) : growers.length === 0 ? (
        <p className="px-4 py-3 text-text-2">Who grew it is not known: that needs measurements at least a day apart.</p>
      ) : (
        <>
          <GrowerList growers={growers} showHost={false} />
          {growth?.hostDeltaBytes != null ? (
            <p className="border-t border-border px-4 py-2 text-text-3">
              The disk: {deltaText(growth.hostDeltaBytes)} in 7 days
              {growth.notAttributedBytes ? `, ${deltaText(growth.notAttributedBytes)} of it by files that nobody measured` : ''}.
            </p>
          ) : null}
        </>
      )}
      <p className="border-t border-border px-4 py-2">
        <Link href={`/host?id=${space.hostId}`}>Open {space.host}</Link>
      </p>
    </div>
  )
}
