'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { Page } from '@/components/shell/page.tsx'
import { Moment } from '@/components/time/moment.tsx'
import { ContainerPill } from '@/components/ui/container-pill.tsx'
import { CopyAs } from '@/components/ui/copy-as.tsx'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { DotList } from '@/components/ui/dot-list.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Link } from '@/components/ui/link.tsx'
import { NotHere } from '@/components/ui/not-here.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Loading, PartSkeleton } from '@/components/ui/skeleton.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { HostText, Mono } from '@/components/ui/text.tsx'
import { isUuid, notFound } from '@/lib/not-found.ts'
import { shortHex } from '@/lib/short-hex.ts'
import { trpc } from '@/lib/trpc.ts'
import { containerCommands } from './container-commands.ts'
import { ContainerFacts } from './container-facts.tsx'
import { DataStack } from './data-stack.tsx'
import { LayerSection } from './layer-section.tsx'
import { RecreatePanel } from './recreate-panel.tsx'
import { SiblingsPanel } from './siblings-panel.tsx'

const LayerHistory = dynamic(() => import('./layer-history.tsx').then((file) => file.LayerHistory), {
  ssr: false,
  loading: () => <PartSkeleton className="h-[352px] rounded-md" />,
})

/** What would be lost here, and where does the rest live? */
export function ContainerPage() {
  const params = useSearchParams()
  const id = params.get('id')
  const host = params.get('host')
  const name = params.get('name')
  const input = isUuid(id) ? { id } : host && name ? { host, name } : null
  const query = useQuery(trpc.containers.get.queryOptions(input ?? skipToken))
  const container = query.data
  if (!input || (!container && notFound(query.error)))
    return (
      <Page title="Container">
        <Panel>
          <NotHere what="container" list={{ href: '/containers', label: 'All containers' }} />
        </Panel>
      </Page>
    )
  const silent = container && (container.hostState === 'unreachable' || container.hostState === 'offline')
  return (
    <Page
      title={
        container ? (
          <span className="flex min-w-0 items-center gap-1 font-mono">
            <span className="min-w-0">
              <HostText>{container.name}</HostText>
            </span>
            <CopyButton text={container.name} label="Copy the name" />
          </span>
        ) : (
          'Container'
        )
      }
      meta={container ? <ContainerPill container={container} /> : null}
      lead={
        container ? (
          <DotList
            items={[
              [
                'host',
                <Link key="host" href={`/host?id=${container.hostId}`}>
                  {container.host}
                </Link>,
              ],
              ['image', <Mono key="image">{shortHex(container.image)}</Mono>],
              ['project', container.project ? <HostText key="project">{`project ${container.project}`}</HostText> : null],
              ['service', container.service ? <HostText key="service">{`service ${container.service}`}</HostText> : null],
            ]}
          />
        ) : null
      }
      actions={
        container ? <CopyAs texts={containerCommands(container, typeof location === 'undefined' ? '' : location.origin)} /> : null
      }
    >
      <Loading loading={query.isPending} skeleton={<TableSkeleton rows={10} columns={4} />}>
        {() =>
          container ? (
            <>
              {container.removedAt ? (
                <Strip>
                  <HostText>{container.name}</HostText> was removed <Moment at={container.removedAt} />. Shown as it was last
                  seen.
                </Strip>
              ) : silent ? (
                <Strip tone="unreachable">
                  {container.host} is {container.hostState}. Everything here is as last seen.
                </Strip>
              ) : null}
              <RecreatePanel container={container} />
              <LayerSection container={container} />
              <SiblingsPanel container={container} />
              <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[5fr_3fr]">
                <DataStack container={container} />
                <ContainerFacts container={container} />
              </div>
              <LayerHistory container={container} />
            </>
          ) : (
            <Panel>
              <ErrorPanel
                what="Can't load this container. The lists still work."
                error={query.error}
                onRetry={() => query.refetch()}
              />
            </Panel>
          )
        }
      </Loading>
    </Page>
  )
}
