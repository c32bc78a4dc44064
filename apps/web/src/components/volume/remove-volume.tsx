'use client'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button.tsx'
import { Dialog, DialogCancel } from '@/components/ui/dialog.tsx'
import { describe } from '@/components/ui/error-panel.tsx'
import { Skeleton } from '@/components/ui/skeleton.tsx'
import { trpc } from '@/lib/trpc.ts'
import { ConfirmRemoval } from './confirm-removal.tsx'
import { RemovalVeto } from './removal-veto.tsx'

/** Takes one volume off its host: looks again first, then shows what stands in the way, or asks with the friction the damage deserves. */
export function RemoveVolume({ id, onClose }: { id: string; onClose: () => void }) {
  const preview = useQuery({ ...trpc.volumes.previewRemove.queryOptions({ id }), staleTime: 0, gcTime: 0 })
  if (preview.data) {
    return preview.data.vetoes.length > 0 ? (
      <RemovalVeto preview={preview.data} onClose={onClose} />
    ) : (
      <ConfirmRemoval preview={preview.data} onClose={onClose} />
    )
  }
  return (
    <Dialog
      alert
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={preview.isError ? "Can't check this volume" : 'Checking what uses this volume…'}
      description={preview.isError ? `${describe(preview.error).reason} Nothing was removed.` : 'Nothing is removed yet.'}
      footer={
        <>
          <DialogCancel asChild>
            <Button>Close</Button>
          </DialogCancel>
          {preview.isError ? <Button onClick={() => preview.refetch()}>Try again</Button> : null}
        </>
      }
    >
      {preview.isError ? null : <Skeleton className="h-16 w-full" />}
    </Dialog>
  )
}
