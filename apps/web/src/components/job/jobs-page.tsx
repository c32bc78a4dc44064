'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useState } from 'react'
import { Page } from '@/components/shell/page.tsx'
import { Button } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Segments } from '@/components/ui/segments.tsx'
import { Loading } from '@/components/ui/skeleton.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { trpc } from '@/lib/trpc.ts'
import { JobTable } from './job-table.tsx'

const pageSize = 50

/** Everything that Stowage was asked to do on hosts, newest first. */
export function JobsPage() {
  const [show, setShow] = useQueryState('show', parseAsStringLiteral(['all', 'open']).withDefault('all'))
  const [limit, setLimit] = useState(pageSize)
  const query = useQuery({
    ...trpc.jobs.list.queryOptions({ ...(show === 'open' ? { open: true } : {}), limit }),
    placeholderData: keepPreviousData,
  })
  const rows = query.data ?? []
  return (
    <Page
      title="Jobs"
      lead="Work on hosts goes on when you leave this page, close the tab or sign out."
      actions={
        <Segments
          label="Which jobs"
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: 'All' },
            { value: 'open', label: 'Open' },
          ]}
        />
      }
    >
      <Panel flush>
        <Loading loading={query.isPending} skeleton={<TableSkeleton rows={12} columns={5} />}>
          {() =>
            query.isError && rows.length === 0 ? (
              <ErrorPanel
                what="Can't load jobs. They go on without this page."
                error={query.error}
                onRetry={() => query.refetch()}
              />
            ) : rows.length === 0 ? (
              <EmptyState icon={ListChecks}>
                {show === 'open'
                  ? 'No job is running.'
                  : 'No jobs yet. Creating or removing a volume makes one, and its record stays here.'}
              </EmptyState>
            ) : (
              <>
                <JobTable caption="Jobs, newest first" jobs={rows} />
                {rows.length === limit && limit < 200 ? (
                  <div className="border-t border-border px-4 py-2">
                    <Button variant="ghost" size="sm" onClick={() => setLimit(Math.min(200, limit + pageSize))}>
                      Show older
                    </Button>
                  </div>
                ) : null}
              </>
            )
          }
        </Loading>
      </Panel>
    </Page>
  )
}
