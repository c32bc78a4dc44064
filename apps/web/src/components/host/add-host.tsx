'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { FormError } from '@/components/auth/form-error.tsx'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { describe } from '@/components/ui/error-panel.tsx'
import { Field, Input } from '@/components/ui/input.tsx'
import { trpc } from '@/lib/trpc.ts'
import { HostInvitation } from './host-invitation.tsx'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Name, one command, then the panel moves by itself until the host reports. */
export function AddHost({ open, onOpenChange }: Props) {
  return open ? <AddHostDialog onOpenChange={onOpenChange} /> : null
}

function AddHostDialog({ onOpenChange }: Pick<Props, 'onOpenChange'>) {
  const [name, setName] = useState('')
  const enrol = useMutation(trpc.hosts.enrol.mutationOptions())
  const wrongName = name !== '' && !/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/.test(name)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!wrongName) enrol.mutate(name ? { name } : {})
  }

  if (enrol.data) {
    return (
      <Dialog
        open
        onOpenChange={onOpenChange}
        wide
        title={name ? `Add ${name}` : 'Add host'}
        description="Run one of these on the machine with Docker. The agent observes; it changes nothing until its host's own policy file says otherwise."
      >
        <HostInvitation
          invitation={enrol.data}
          onAgain={() => {
            enrol.reset()
            setName('')
          }}
        />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title="Add host"
      description="You get one command for a machine with Docker. It works once, for 30 minutes, and starts an agent that only observes."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="add-host"
            busy={enrol.isPending}
            reason={wrongName ? 'The name is not valid.' : null}
          >
            Get the command
          </Button>
        </>
      }
    >
      <form id="add-host" onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Field
          label="Name"
          hint="Optional. Without one the host is named after the machine."
          error={wrongName ? 'Use letters, digits, dots and dashes; at most 63 characters.' : null}
        >
          {(ids) => (
            <Input
              {...ids}
              value={name}
              onChange={(event) => setName(event.currentTarget.value.trim())}
              placeholder="web-07"
              spellCheck={false}
              autoComplete="off"
              className="font-mono"
            />
          )}
        </Field>
        <FormError>{enrol.isError ? describe(enrol.error).reason : null}</FormError>
      </form>
    </Dialog>
  )
}
