'use client'
import type { HostDetail } from '@stowage/domain/host'
import { skipToken, useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useRightReason } from '@/components/auth/use-right.ts'
import { Page } from '@/components/shell/page.tsx'
import { MeasureNow } from '@/components/size/measure-now.tsx'
import { Moment } from '@/components/time/moment.tsx'
import { Button } from '@/components/ui/button.tsx'
import { DotList } from '@/components/ui/dot-list.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { HostPill } from '@/components/ui/host-pill.tsx'
import { NotHere } from '@/components/ui/not-here.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Loading, PartSkeleton } from '@/components/ui/skeleton.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { Tabs } from '@/components/ui/tabs.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { Time } from '@/components/ui/time.tsx'
import { CreateVolumeButton } from '@/components/volume/create-volume-button.tsx'
import { isUuid, notFound } from '@/lib/not-found.ts'
import { trpc } from '@/lib/trpc.ts'
import { HostContainers } from './host-containers.tsx'
import { HostFigures } from './host-figures.tsx'
import { HostVolumes } from './host-volumes.tsx'
import { createReason, isSilent } from './host-words.ts'

const loading = () => <PartSkeleton className="h-[560px] rounded-md" />
const HostSpace = dynamic(() => import('./host-space.tsx').then((file) => file.HostSpace), { ssr: false, loading })
const HostForecast = dynamic(() => import('./host-forecast.tsx').then((file) => file.HostForecast), { ssr: false, loading })
const HostEvents = dynamic(() => import('./host-events.tsx').then((file) => file.HostEvents), { ssr: false, loading })
const HostAgent = dynamic(() => import('./host-agent.tsx').then((file) => file.HostAgent), { ssr: false, loading })
const RevokeHost = dynamic(() => import('./revoke-host.tsx').then((file) => file.RevokeHost), { ssr: false })

const tabNames = ['space', 'forecast', 'volumes', 'containers', 'events', 'agent'] as const

/** One host: what is on it, what Stowage could not see, and what its agent may do. */
export function HostPage() {
  const params = useSearchParams()
  const id = params.get('id')
  const name = params.get('name') ?? params.get('host')
  const input = isUuid(id) ? { id } : name ? { name } : null
  const query = useQuery(trpc.hosts.get.queryOptions(input ?? skipToken))
  const host = query.data
  const [revoking, setRevoking] = useState(false)
  const noAdmin = useRightReason('administer')

  if (!input || (!host && notFound(query.error)))
    return (
      <Page title="Host">
        <Panel>
          <NotHere what="host" list={{ href: '/hosts', label: 'All hosts' }} />
        </Panel>
      </Page>
    )
  return (
    <Page
      title={host ? <HostText>{host.name}</HostText> : 'Host'}
      meta={host ? <HostPill state={host.state} reason={host.stateReason} /> : null}
      lead={host ? <HostLead host={host} /> : null}
      actions={
        host && !host.revokedAt ? (
          <>
            <MeasureNow of={{ hostId: host.id }} where={`on ${host.name}`} />
            <CreateVolumeButton hostIds={[host.id]} reason={cannotCreate(host)} />
            <Button reason={noAdmin} onClick={() => setRevoking(true)}>
              Remove from Stowage…
            </Button>
          </>
        ) : null
      }
    >
      {host && revoking ? <RevokeHost host={host} onClose={() => setRevoking(false)} /> : null}
      <Loading loading={query.isPending} skeleton={<TableSkeleton rows={10} columns={4} />}>
        {() =>
          host ? (
            <HostBody host={host} />
          ) : (
            <Panel>
              <ErrorPanel
                what="Can't load this host. No host action is possible until this returns."
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

/** As a sentence for the disabled button. */
function cannotCreate(host: HostDetail): string | null {
  const reason = createReason(host)
  return reason === null ? null : `${host.name} takes no volumes: ${reason}.`
}

const HostLead = ({ host }: { host: HostDetail }) => (
  <DotList
    items={[
      ['docker', host.engineVersion ? `Docker ${host.engineVersion}` : 'Docker version unknown'],
      ['storage', host.storageDriver],
      ['os', host.os],
      ['arch', host.arch],
      [
        'seen',
        host.lastSeenAt ? (
          <>
            last report <Time at={host.lastSeenAt} />
          </>
        ) : (
          'never reported'
        ),
      ],
    ]}
  />
)

function HostBody({ host }: { host: HostDetail }) {
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(tabNames).withDefault('space').withOptions({ history: 'push' }))
  return (
    <>
      {host.revokedAt ? (
        <Strip tone="warning">
          Removed from Stowage on <Moment at={host.revokedAt} />. Nothing on the host changed; what is shown here is its history.
        </Strip>
      ) : isSilent(host.state) ? (
        <Strip tone="unreachable">
          {host.name} is {host.state}.{' '}
          {host.lastSeenAt ? (
            <>
              Everything here is from <Moment at={host.lastSeenAt} />.
            </>
          ) : (
            'It has never reported.'
          )}{' '}
          {host.stateReason}
        </Strip>
      ) : host.state === 'degraded' ? (
        <Strip tone="stale">{host.stateReason}</Strip>
      ) : null}
      {host.conflict ? (
        <Strip tone="warning">
          {host.conflict} reports the same engine: two agents on one Docker, or a cloned machine. Their volumes are not judged
          until one of the two agents is removed.
        </Strip>
      ) : null}
      {host.policyProblem ? (
        <Strip tone="warning">
          Its policy file is ignored: {host.policyProblem} Until it is mended, the agent only observes.
        </Strip>
      ) : null}
      <HostFigures host={host} />
      <Tabs
        label="About this host"
        value={tab}
        onChange={(next) => setTab(tabNames.find((each) => each === next) ?? null)}
        tabs={[
          { value: 'space', label: 'Space', content: <HostSpace host={host} /> },
          { value: 'forecast', label: 'Forecast', content: <HostForecast host={host} /> },
          { value: 'volumes', label: 'Volumes', count: host.volumes, content: <HostVolumes host={host} /> },
          { value: 'containers', label: 'Containers', count: host.containers, content: <HostContainers host={host} /> },
          { value: 'events', label: 'Events', content: <HostEvents host={host} /> },
          { value: 'agent', label: 'Agent', content: <HostAgent host={host} /> },
        ]}
      />
    </>
  )
}
