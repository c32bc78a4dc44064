'use client'
import { formatDuration } from '@stowage/domain/format'
import type { HostDetail } from '@stowage/domain/host'
import { useQuery } from '@tanstack/react-query'
import { ActivityTable } from '@/components/activity/activity-table.tsx'
import { hatched } from '@/components/time/hatched.ts'
import { Moment } from '@/components/time/moment.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Link } from '@/components/ui/link.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Loading } from '@/components/ui/skeleton.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { trpc } from '@/lib/trpc.ts'
import { blindCauseWords } from './host-words.ts'

/** What happened on the host, and the times in which something could have happened unseen. */
export function HostEvents({ host }: { host: HostDetail }) {
  const q = `host:"${host.name}"`
  const query = useQuery(trpc.activity.list.queryOptions({ q, limit: 25 }))
  const rows = query.data?.rows ?? []
  const blind = host.blind.toSorted((a, b) => b.from.getTime() - a.from.getTime())
  return (
    <div className="flex flex-col gap-4">
      <Panel title="Blind windows" meta="a change at Docker could have gone unseen" flush>
        {blind.length === 0 ? (
          <p className="px-4 py-3 text-md text-text-2">None since this host was added.</p>
        ) : (
          <ul>
            {blind.map((window) => (
              <li
                key={`${window.from.getTime()}-${window.cause}`}
                className={`flex flex-wrap gap-x-3 border-border px-4 py-2 not-last:border-b ${hatched}`}
              >
                {window.from.getTime() > 0 ? (
                  <>
                    <span>
                      <Moment at={window.from} /> – <Moment at={window.to} />
                    </span>
                    <span className="text-text-2">
                      {formatDuration(window.to.getTime() - window.from.getTime())}, {blindCauseWords(window.cause)}
                    </span>
                  </>
                ) : (
                  <span>
                    Everything until <Moment at={window.to} />, {blindCauseWords(window.cause)}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title="Events" actions={<Link href={`/activity?q=${encodeURIComponent(q)}`}>All in Activity</Link>} flush>
        <Loading loading={query.isPending} skeleton={<TableSkeleton rows={8} columns={5} />}>
          {() =>
            query.isError && rows.length === 0 ? (
              <ErrorPanel
                what="Can't load history. Current figures are above."
                error={query.error}
                onRetry={() => query.refetch()}
              />
            ) : rows.length === 0 ? (
              <p className="px-4 py-3 text-md text-text-2">Nothing has happened on this host since it was added.</p>
            ) : (
              <ActivityTable rows={rows} />
            )
          }
        </Loading>
      </Panel>
    </div>
  )
}
