'use client'
import type { ActivityRow } from '@stowage/domain/activity'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Activity } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { useCallback } from 'react'
import { Page } from '@/components/shell/page.tsx'
import { FilterField } from '@/components/table/filter-field.tsx'
import { Button } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Loading } from '@/components/ui/skeleton.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { Mono } from '@/components/ui/text.tsx'
import { client } from '@/lib/trpc.ts'
import { ActivityTable } from './activity-table.tsx'

/** Who did what, when, and how Stowage knows. */
export function ActivityPage() {
  const [q, setQ] = useQueryState('q', parseAsString.withDefault(''))
  const setFilter = useCallback((text: string) => void setQ(text || null), [setQ])

  const query = useInfiniteQuery({
    // Begins with the path of the procedure, as live updates expect of every key.
    queryKey: [['activity', 'list'], 'pages', q],
    queryFn: ({ pageParam }) =>
      client.activity.list.query({ q, limit: 50, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.more ? (last.rows.at(-1)?.seq ?? null) : null),
    placeholderData: keepPreviousData,
  })
  const rows: ActivityRow[] = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Page title="Activity" lead="What Stowage did, and what it saw happen on the hosts. Times on focus in both zones.">
      <search className="flex flex-col gap-1">
        <FilterField
          noun="activity"
          value={q}
          placeholder="Filter: action:volume.remove  host:web-*  at:2026-07-01..2026-09-30"
          onChange={setFilter}
        />
        <p className="text-sm text-text-3">Keys: action, actor, subject, host, result, at. A bare word matches names.</p>
      </search>
      <Panel flush>
        <Loading loading={query.isPending} skeleton={<TableSkeleton rows={20} columns={6} />}>
          {() =>
            query.isError && rows.length === 0 ? (
              <ErrorPanel what="Can't read the log." error={query.error} onRetry={() => query.refetch()} />
            ) : rows.length === 0 ? (
              <EmptyState icon={Activity} actions={q ? <Button onClick={() => setQ(null)}>Clear filter</Button> : null}>
                {q ? (
                  <>
                    Nothing in the log matches <Mono>{q}</Mono>.
                  </>
                ) : (
                  'Nothing has happened yet. Every change by Stowage, and every change seen on a host, is recorded here.'
                )}
              </EmptyState>
            ) : (
              <>
                <ActivityTable rows={rows} />
                {query.hasNextPage ? (
                  <div className="border-t border-border px-4 py-2">
                    <Button variant="ghost" size="sm" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                      Show older
                    </Button>
                  </div>
                ) : (
                  <p className="border-t border-border px-4 py-2 text-sm text-text-3">The log begins here.</p>
                )}
              </>
            )
          }
        </Loading>
      </Panel>
    </Page>
  )
}
