'use client'
import type { HostDetail } from '@stowage/domain/host'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FormError } from '@/components/auth/form-error.tsx'
import { Button } from '@/components/ui/button.tsx'
import { Dialog, DialogCancel } from '@/components/ui/dialog.tsx'
import { describe } from '@/components/ui/error-panel.tsx'
import { Field, Input } from '@/components/ui/input.tsx'
import { Mono } from '@/components/ui/text.tsx'
import { toast } from '@/components/ui/toast.tsx'
import { queryClient, trpc } from '@/lib/trpc.ts'

/** Ends the trust in a host's key; asks for the host's name. */
export function RevokeHost({ host, onClose }: { host: HostDetail; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const revoke = useMutation(
    trpc.hosts.revoke.mutationOptions({
      onSuccess: async ({ jobsCancelled }) => {
        toast(`${host.name} was removed from Stowage${jobsCancelled > 0 ? `; ${jobsCancelled} queued jobs were cancelled` : ''}.`)
        onClose()
        await queryClient.invalidateQueries()
      },
    }),
  )
  const matches = typed === host.name
  return (
    <Dialog
      alert
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Remove ${host.name} from Stowage?`}
      description="Nothing on the host changes. Its agent is disconnected at once and its key is never accepted again; queued jobs are cancelled. Its history stays."
      footer={
        <>
          <DialogCancel asChild>
            <Button>Cancel</Button>
          </DialogCancel>
          <Button
            variant="danger"
            busy={revoke.isPending}
            reason={matches ? null : `Type ${host.name} first.`}
            onClick={() => revoke.mutate({ id: host.id, confirmName: typed })}
          >
            Remove {host.name}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field
          label={
            <>
              Type <Mono>{host.name}</Mono> to continue
            </>
          }
        >
          {(ids) => (
            <Input
              {...ids}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
          )}
        </Field>
        <FormError>{revoke.isError ? describe(revoke.error).reason : null}</FormError>
      </div>
    </Dialog>
  )
}
