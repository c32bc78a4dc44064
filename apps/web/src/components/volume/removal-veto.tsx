'use client'
import type { RemovePreview } from '@stowage/api/volumes'
import NextLink from 'next/link'
import { Moment } from '@/components/time/moment.tsx'
import { Button, buttonClass } from '@/components/ui/button.tsx'
import { ContainerPill } from '@/components/ui/container-pill.tsx'
import { Dialog, DialogCancel } from '@/components/ui/dialog.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { vetoTitle } from './removal-words.ts'

/** Why the volume stays, with the containers that hold it. There is no way past this. */
export function RemovalVeto({ preview, onClose }: { preview: RemovePreview; onClose: () => void }) {
  const { volume, vetoes } = preview
  return (
    <Dialog
      alert
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={<HostText>{vetoTitle(preview)}</HostText>}
      description="Nothing was done."
      footer={
        <>
          <DialogCancel asChild>
            <Button>Close</Button>
          </DialogCancel>
          {volume.usedBy.length > 0 ? (
            <NextLink href={`/volume?id=${volume.id}`} onClick={onClose} className={buttonClass()}>
              See uses
            </NextLink>
          ) : null}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <ul className="flex flex-col gap-1">
          {vetoes.map((veto) => (
            <li key={veto.code}>
              <HostText>{veto.text}</HostText>
            </li>
          ))}
        </ul>
        {volume.usedBy.length > 0 ? (
          <ul className="max-h-64 overflow-auto rounded-md border border-border scroll-thin">
            {volume.usedBy.map((use) => (
              <li
                key={`${use.containerRowId} ${use.path}`}
                className="flex items-center gap-3 border-border px-3 py-1.5 not-last:border-b"
              >
                <span className="min-w-0 grow truncate font-mono text-base">
                  <HostText>{use.container}</HostText>
                </span>
                <ContainerPill container={{ state: use.state, exitCode: null, removedAt: null }} />
                <span className="shrink-0 text-base text-text-3">on {use.hostName}</span>
              </li>
            ))}
          </ul>
        ) : null}
        <p className="text-sm text-text-3">
          Checked <Moment at={preview.checkedAt} />
        </p>
      </div>
    </Dialog>
  )
}
