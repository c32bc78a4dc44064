'use client'
import type { ContainerRow } from '@stowage/domain/container'
import { formatBytes } from '@stowage/domain/format'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FolderSearch } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatCount } from '@/lib/format-sum.ts'
import { trpc } from '@/lib/trpc.ts'
import { useRightReason } from '../auth/use-right.ts'
import { isSilent } from '../host/host-words.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { describe, ErrorPanel } from '../ui/error-panel.tsx'
import { Panel } from '../ui/panel.tsx'
import { Loading } from '../ui/skeleton.tsx'
import { Strip } from '../ui/strip.tsx'
import { TableSkeleton } from '../ui/table-skeleton.tsx'
import { Time } from '../ui/time.tsx'
import { ContentsProgress } from '../volume/contents-progress.tsx'
import { ChangesView } from './changes-view.tsx'
import type { TreeNode } from './tree-node.ts'

interface Props {
  container: ContainerRow
  advice: (node: TreeNode) => ReactNode
  onAct: (node: TreeNode) => void
}

/** What a container changed against its image, read from its host when someone asks, and kept until it is read again. */
export function ChangesPanel({ container, advice, onAct }: Props) {
  const input = { id: container.id }
  const noRight = useRightReason('act')
  const cache = useQueryClient()
  const query = useQuery(trpc.containers.changes.queryOptions(input))
  const renew = () => cache.invalidateQueries({ queryKey: trpc.containers.changes.queryKey(input) })
  const read = useMutation(trpc.containers.readChanges.mutationOptions({ onSettled: renew }))
  const reading = query.data ?? null
  const tree = reading?.tree ?? null
  const open = reading !== null && (reading.state === 'asked' || reading.state === 'reading')
  const reason =
    noRight ?? (isSilent(container.hostState) ? `${container.host} does not report. Nothing can be read there now.` : null)
  const ask = (label: string, primary = false) => (
    <Button
      size="sm"
      variant={primary ? 'primary' : 'secondary'}
      reason={reason}
      busy={read.isPending}
      onClick={() => read.mutate(input)}
    >
      {label}
    </Button>
  )
  return (
    <Panel
      title="Writable layer against the image"
      meta={
        tree && reading?.state === 'done' && reading.finishedAt ? (
          <>
            {formatCount(tree.total, 'path')}
            {tree.bytes === null ? '' : ` · ${tree.partial ? '≥ ' : ''}${formatBytes(tree.bytes)}`} · read{' '}
            <Time at={reading.finishedAt} />
          </>
        ) : undefined
      }
      actions={tree && !open && !container.removedAt ? ask('Read again') : null}
      flush
    >
      {open ? (
        <div className="border-b border-border p-3">
          <ContentsProgress reading={reading} files={container.layerFiles} onStopped={renew} />
        </div>
      ) : null}
      {read.isError && !open ? (
        <div className="px-4 pt-3">
          <Strip tone="warning">{describe(read.error).reason}</Strip>
        </div>
      ) : null}
      {reading?.state === 'failed' && tree ? (
        <div className="px-4 pt-3">
          <Strip tone="stale">Could not read again: {reading.reason} What follows is from the reading before.</Strip>
        </div>
      ) : null}
      <Loading loading={query.isPending} skeleton={<TableSkeleton rows={8} columns={5} />}>
        {() =>
          query.isError && !reading ? (
            <ErrorPanel
              what="Can't load the changed paths. The rest of this page is current."
              error={query.error}
              onRetry={() => query.refetch()}
            />
          ) : tree ? (
            <ChangesView name={container.name} tree={tree} advice={advice} onAct={onAct} />
          ) : open ? (
            <TableSkeleton rows={8} columns={5} />
          ) : reading?.state === 'failed' ? (
            <EmptyState icon={FolderSearch} actions={ask('Read again', true)}>
              Can't read changed paths: {reading.reason}
            </EmptyState>
          ) : container.removedAt ? (
            <EmptyState icon={FolderSearch}>Its changes were not read while it was there, and went with it.</EmptyState>
          ) : (
            <EmptyState icon={FolderSearch} actions={ask('Read changes', true)}>
              <p className="font-medium text-text">Not read.</p>
              <p>
                {container.host} lists what was added, changed and deleted against the image, and reads the sizes at low priority.
                Nothing on the host changes.
              </p>
            </EmptyState>
          )
        }
      </Loading>
    </Panel>
  )
}
