'use client'
import type { RemovePreview } from '@stowage/api/volumes'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { FormError } from '@/components/auth/form-error.tsx'
import { SignInAgain } from '@/components/auth/sign-in-again.tsx'
import { Moment } from '@/components/time/moment.tsx'
import { useNow } from '@/components/time/use-now.ts'
import { Button } from '@/components/ui/button.tsx'
import { Checkbox } from '@/components/ui/checkbox.tsx'
import { CopyAs } from '@/components/ui/copy-as.tsx'
import { Dialog, DialogCancel } from '@/components/ui/dialog.tsx'
import { describe } from '@/components/ui/error-panel.tsx'
import { Field, Input } from '@/components/ui/input.tsx'
import { HostText, Mono } from '@/components/ui/text.tsx'
import { toast } from '@/components/ui/toast.tsx'
import { asksForSignIn } from '@/lib/asks-for-sign-in.ts'
import { newUuid } from '@/lib/new-uuid.ts'
import { queryClient, trpc } from '@/lib/trpc.ts'
import { confirmText, removalSize, removalTitle } from './removal-words.ts'
import { removeCommands } from './volume-commands.ts'

const delayMs = 10_000

/** Tier 2: a tick. Tier 3: the name typed, a recent sign-in, and ten seconds in which it can be called off. Enter never confirms. */
export function ConfirmRemoval({ preview, onClose }: { preview: RemovePreview; onClose: () => void }) {
  const { volume, tier } = preview
  const router = useRouter()
  const now = useNow(1000)
  const [understood, setUnderstood] = useState(false)
  const [typed, setTyped] = useState('')
  const [startsAt, setStartsAt] = useState<number | null>(null)
  const [idempotencyKey] = useState(newUuid)
  const wanted = confirmText(volume)
  const ready = tier === 2 ? understood : typed === wanted || typed === volume.name

  const remove = useMutation(
    trpc.volumes.remove.mutationOptions({
      onSuccess: async ({ jobId }) => {
        onClose()
        toast(`Removing ${wanted} from ${volume.host} has begun.`, {
          label: 'Open job',
          run: () => router.push(`/job?id=${jobId}`),
        })
        await queryClient.invalidateQueries()
      },
      onSettled: () => setStartsAt(null),
    }),
  )
  const send = () =>
    remove.mutate({ id: volume.id, confirm: tier === 3 ? wanted : null, understood: true, seen: preview.seen, idempotencyKey })
  const sendNow = useEffectEvent(send)
  useEffect(() => {
    if (startsAt === null) return
    const timer = setTimeout(() => sendNow(), startsAt - Date.now())
    return () => clearTimeout(timer)
  }, [startsAt])

  const starting = startsAt !== null
  const left = starting ? Math.min(delayMs / 1000, Math.max(0, Math.ceil((startsAt - now.getTime()) / 1000))) : 0
  const reason = asksForSignIn(remove.error)
    ? 'Confirm it is you first.'
    : ready
      ? null
      : tier === 2
        ? 'Tick the box first.'
        : `Type ${wanted} first.`
  return (
    <Dialog
      alert
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={<HostText>{removalTitle(volume, tier)}</HostText>}
      description={removalSize(volume, now)}
      footer={
        starting ? (
          <div className="flex grow items-center gap-3">
            <p role="status" className="grow">
              {remove.isPending ? `Sending to ${volume.host}…` : `Starts in ${left} s on ${volume.host}.`}
            </p>
            <Button autoFocus busy={remove.isPending} onClick={() => setStartsAt(null)}>
              Cancel
            </Button>
          </div>
        ) : (
          <>
            <CopyAs
              texts={removeCommands(volume, { confirm: tier === 3 ? wanted : null, seen: preview.seen }, location.origin)}
            />
            <DialogCancel asChild>
              <Button>Cancel</Button>
            </DialogCancel>
            <Button
              variant="danger"
              reason={reason}
              busy={remove.isPending}
              // Enter on the focused button would confirm; Space and the pointer do.
              onKeyDown={(event) => (event.key === 'Enter' ? event.preventDefault() : undefined)}
              onClick={() => (tier === 3 ? setStartsAt(Date.now() + delayMs) : send())}
            >
              Destroy volume
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <ul className="flex list-disc flex-col gap-1 pl-4">
          {preview.consequences.map((line) => (
            <li key={line}>
              <HostText>{line}</HostText>
            </li>
          ))}
        </ul>
        {tier === 2 ? (
          <Checkbox checked={understood} onChange={setUnderstood}>
            I understand this can't be undone
          </Checkbox>
        ) : (
          <Field
            label={
              <>
                Type <Mono>{wanted}</Mono> to continue
              </>
            }
          >
            {(ids) => (
              <Input
                {...ids}
                value={typed}
                readOnly={starting}
                onChange={(event) => setTyped(event.currentTarget.value.trim())}
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
              />
            )}
          </Field>
        )}
        {asksForSignIn(remove.error) ? (
          <SignInAgain onDone={() => remove.reset()} />
        ) : (
          <FormError>{remove.isError ? describe(remove.error).reason : null}</FormError>
        )}
        <p className="text-sm text-text-3">
          Checked <Moment at={preview.checkedAt} />. The agent checks everything again on the host in the moment before it acts.
        </p>
      </div>
    </Dialog>
  )
}
