'use client'
import type { VolumeDetail } from '@stowage/domain/volume'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useRightReason } from '@/components/auth/use-right.ts'
import { JobLine } from '@/components/job/job-line.tsx'
import { Page } from '@/components/shell/page.tsx'
import { MeasureNow } from '@/components/size/measure-now.tsx'
import { Button } from '@/components/ui/button.tsx'
import { CopyAs } from '@/components/ui/copy-as.tsx'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { NotHere } from '@/components/ui/not-here.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Loading } from '@/components/ui/skeleton.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { VolumePill } from '@/components/ui/volume-pill.tsx'
import { isUuid, notFound } from '@/lib/not-found.ts'
import { shortName } from '@/lib/short-name.ts'
import { trpc } from '@/lib/trpc.ts'
import { LastUsedBy } from './last-used-by.tsx'
import { tabCommands } from './tab-commands.ts'
import { rightNowText } from './use-words.ts'
import { VolumeLead } from './volume-lead.tsx'
import { HostStrip, NamesakeStrip } from './volume-strips.tsx'
import { VolumeTabs } from './volume-tabs.tsx'

const RemoveVolume = dynamic(() => import('./remove-volume.tsx').then((file) => file.RemoveVolume), { ssr: false })

/** Who needs this volume, and may it go? */
export function VolumePage() {
  const params = useSearchParams()
  const id = params.get('id')
  const host = params.get('host')
  const name = params.get('name')
  const input = isUuid(id) ? { id } : host && name ? { host, name } : null
  const query = useQuery(trpc.volumes.get.queryOptions(input ?? skipToken))
  const volume = query.data
  const [removing, setRemoving] = useState(false)

  if (!input || (!volume && notFound(query.error)))
    return (
      <Page title="Volume">
        <Panel>
          <NotHere what="volume" list={{ href: '/volumes', label: 'All volumes' }} />
        </Panel>
      </Page>
    )
  return (
    <Page
      title={
        volume ? (
          <span className="flex min-w-0 items-center gap-1 font-mono">
            <span className="min-w-0">
              <HostText>{shortName(volume.name)}</HostText>
            </span>
            <CopyButton text={volume.name} label="Copy the full name" />
          </span>
        ) : (
          'Volume'
        )
      }
      meta={volume ? <VolumePill pill={volume.pill} reason={volume.stateReason} /> : null}
      lead={volume ? <VolumeLead volume={volume} /> : null}
      actions={volume ? <Actions volume={volume} onRemove={() => setRemoving(true)} /> : null}
    >
      {volume && removing ? <RemoveVolume id={volume.id} onClose={() => setRemoving(false)} /> : null}
      <Loading loading={query.isPending} skeleton={<TableSkeleton rows={8} columns={5} />}>
        {() =>
          volume ? (
            <>
              <HostStrip volume={volume} />
              {volume.openJobId ? <JobLine id={volume.openJobId} /> : null}
              {volume.removedAt ? null : (
                <p className="rounded-md border border-border bg-surface px-4 py-3 text-md font-medium">
                  <span className="mr-2 font-normal text-text-3">Right now</span>
                  <HostText>{rightNowText(volume)}</HostText>
                  {volume.usedBy.length === 0 ? (
                    <span className="block pt-1 text-base font-normal text-text-2">
                      <span className="mr-2 text-text-3">Last used by</span>
                      <LastUsedBy volume={volume} />
                    </span>
                  ) : null}
                </p>
              )}
              <NamesakeStrip volume={volume} />
              <VolumeTabs volume={volume} />
            </>
          ) : (
            <Panel>
              <ErrorPanel
                what="Can't load this volume. The lists still work."
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

function Actions({ volume, onRemove }: { volume: VolumeDetail; onRemove: () => void }) {
  const tab = useSearchParams().get('tab')
  const noRight = useRightReason('act')
  const silent = volume.hostState === 'unreachable' || volume.hostState === 'offline'
  const reason =
    noRight ?? (silent ? `${volume.host} does not answer.` : volume.openJobId ? 'A job is running for this volume.' : null)
  return (
    <>
      <CopyAs texts={tabCommands(volume, tab, typeof location === 'undefined' ? '' : location.origin)} />
      {volume.removedAt ? null : (
        <MeasureNow of={{ ids: [volume.id] }} where={`on ${volume.host}`} measuring={volume.measuring} />
      )}
      {volume.removedAt ? null : (
        <Button icon={Trash2} reason={reason} onClick={onRemove}>
          Remove…
        </Button>
      )}
    </>
  )
}
