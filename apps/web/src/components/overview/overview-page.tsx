'use client'
import { useQuery } from '@tanstack/react-query'
import { Server } from 'lucide-react'
import { useState } from 'react'
import { useRightReason } from '@/components/auth/use-right.ts'
import { AddHost } from '@/components/host/add-host.tsx'
import { Page } from '@/components/shell/page.tsx'
import { Button } from '@/components/ui/button.tsx'
import { CodeBlock } from '@/components/ui/code-block.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Popover } from '@/components/ui/popover.tsx'
import { Loading } from '@/components/ui/skeleton.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { Time } from '@/components/ui/time.tsx'
import { trpc } from '@/lib/trpc.ts'
import { useScope } from '@/lib/url/use-scope.ts'
import { CapacityList } from './capacity-list.tsx'
import { LastActivity } from './last-activity.tsx'
import { OpenJobs } from './open-jobs.tsx'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import { overviewTiles } from './overview-tiles.ts'
import { TileLink } from './tile-link.tsx'
import { TopGrowers } from './top-growers.tsx'
import { VerdictBar } from './verdict-bar.tsx'

/** What is stored, what nobody refers to, and whether these figures can be believed. */
export function OverviewPage() {
  const { scope } = useScope()
  const [adding, setAdding] = useState(false)
  const noAdmin = useRightReason('administer')
  const query = useQuery(trpc.overview.get.queryOptions({ scope }))
  const { data } = query
  const addHost = (
    <Button variant={data?.hosts.total === 0 ? 'primary' : 'secondary'} reason={noAdmin} onClick={() => setAdding(true)}>
      Add host
    </Button>
  )
  const empty = data?.hosts.total === 0 && !scope

  return (
    <Page
      title="Overview"
      meta={
        data && !empty ? (
          <span className="text-sm text-text-3">
            {scope ? `${scope} · ` : ''}checked <Time at={data.checkedAt} />
          </span>
        ) : null
      }
      actions={empty ? null : addHost}
    >
      <AddHost open={adding} onOpenChange={setAdding} />
      <Loading loading={query.isPending} skeleton={<OverviewSkeleton />}>
        {() => {
          if (!data)
            return (
              <Panel>
                <ErrorPanel
                  what="Can't load the overview. The lists may still work."
                  error={query.error}
                  onRetry={() => query.refetch()}
                />
              </Panel>
            )
          if (empty) return <NoHosts addHost={addHost} />
          return (
            <>
              {query.isError ? (
                <Strip tone="stale">
                  These figures are old: the server did not answer the last time. They renew by themselves.
                </Strip>
              ) : null}
              <ul className="grid grid-cols-1 gap-3 min-[22rem]:grid-cols-2 lg:grid-cols-4">
                {overviewTiles(data, scope).map((tile) => (
                  <li key={tile.key} className="flex">
                    <TileLink tile={tile} />
                  </li>
                ))}
              </ul>
              <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[3fr_2fr]">
                <div className="flex min-w-0 flex-col gap-4">
                  <CapacityList capacity={data.capacity} scope={scope} />
                  <VerdictBar overview={data} scope={scope} />
                </div>
                <div className="flex min-w-0 flex-col gap-4">
                  <TopGrowers growers={data.growers} scope={scope} />
                  <OpenJobs count={data.jobsOpen} />
                  <LastActivity />
                </div>
              </div>
            </>
          )
        }}
      </Loading>
    </Page>
  )
}

const NoHosts = ({ addHost }: { addHost: React.ReactNode }) => (
  <Panel className="min-h-80 justify-center">
    <EmptyState
      icon={Server}
      actions={
        <>
          {addHost}
          <Popover label="Demo fleet" className="w-96 p-3" trigger={<Button>Explore a demo fleet</Button>}>
            <div className="flex flex-col gap-2">
              <p>Real engines on this machine, in a fleet of their own. Run this in the project's folder:</p>
              <CodeBlock text="npm run demo" />
            </div>
          </Popover>
        </>
      }
    >
      <p className="font-medium text-text">No hosts yet.</p>
      <p>Run one command on a machine with Docker; it starts watching and changes nothing.</p>
    </EmptyState>
  </Panel>
)
