'use client'
import type { ReadingDetail } from '@stowage/domain/reading'
import type { VolumeDetail } from '@stowage/domain/volume'
import { useMutation } from '@tanstack/react-query'
import { FolderTree } from 'lucide-react'
import { useRightReason } from '@/components/auth/use-right.ts'
import { Button } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { describe, ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { trpc } from '@/lib/trpc.ts'
import { ContentsFound } from './contents-found.tsx'
import { ContentsProgress } from './contents-progress.tsx'
import { notScannedText } from './contents-words.ts'
import { useContents } from './use-contents.ts'

/** What lies in the volume, by directory; looked at only when somebody asks. */
export function VolumeContents({ volume }: { volume: VolumeDetail }) {
  const contents = useContents(volume.id)
  const noRight = useRightReason('act')
  const scan = useMutation(trpc.volumes.scan.mutationOptions({ onSettled: () => contents.refetch() }))
  const { data: reading, open } = contents
  const button = volume.removedAt ? null : (
    <Button
      icon={FolderTree}
      size={reading?.tree ? 'sm' : 'md'}
      variant={reading?.tree ? 'secondary' : 'primary'}
      reason={noRight ?? (open ? 'It is being scanned.' : null)}
      busy={scan.isPending}
      onClick={() => scan.mutate({ id: volume.id })}
    >
      {reading?.tree ? 'Scan again' : 'Scan'}
    </Button>
  )
  return (
    <Loading loading={contents.isPending} skeleton={<Skeleton className="h-[520px] w-full rounded-md" />}>
      {() =>
        contents.isError && !reading ? (
          <Panel>
            <ErrorPanel
              what="Can't load the contents. The other tabs are current."
              error={contents.error}
              onRetry={() => contents.refetch()}
            />
          </Panel>
        ) : (
          <div className="flex flex-col gap-3">
            {scan.isError ? <Strip tone="warning">Not scanned: {describe(scan.error).reason}</Strip> : null}
            {open ? <ContentsProgress reading={open} files={volume.files} onStopped={() => contents.refetch()} /> : null}
            {reading?.state === 'failed' ? <Failed reading={reading} /> : null}
            {reading?.tree ? (
              <ContentsFound volume={volume} reading={reading} tree={reading.tree} actions={button} />
            ) : open ? null : (
              <Panel>
                <EmptyState icon={FolderTree} actions={button}>
                  {volume.removedAt ? 'The volume is gone, and was not scanned before.' : notScannedText(volume)}
                </EmptyState>
              </Panel>
            )}
          </div>
        )
      }
    </Loading>
  )
}

const Failed = ({ reading }: { reading: ReadingDetail }) => (
  <Strip tone="warning">
    The last scan found nothing: <HostText>{reading.reason ?? 'no reason was given.'}</HostText>
    {reading.tree ? ' What follows is from the scan before it.' : ''}
  </Strip>
)
