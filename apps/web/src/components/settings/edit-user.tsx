'use client'
import type { UserRow } from '@stowage/api/users'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FormError } from '@/components/auth/form-error.tsx'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { describe } from '@/components/ui/error-panel.tsx'
import { trpc } from '@/lib/trpc.ts'
import { RightsFields } from './rights-fields.tsx'
import { patternsOf, patternsProblem, roleWords } from './role-words.ts'

const hostsText = (patterns: readonly string[]) => (patterns.length > 0 ? patterns.join(' ') : 'every host')

/** Changes rights, with what was before beside what comes; disables or enables the account. */
export function EditUser({ user, onClose, onDone }: { user: UserRow; onClose: () => void; onDone: () => void }) {
  const [role, setRole] = useState(user.role)
  const [patterns, setPatterns] = useState(user.hostPatterns.join(' '))
  const changeRole = useMutation(trpc.users.setRole.mutationOptions())
  const changeHosts = useMutation(trpc.users.setHosts.mutationOptions())
  const changeDisabled = useMutation(trpc.users.setDisabled.mutationOptions())
  const [error, setError] = useState<string | null>(null)

  const newRole = role !== user.role
  const newHosts = hostsText(patternsOf(patterns)) !== hostsText(user.hostPatterns)
  const busy = changeRole.isPending || changeHosts.isPending || changeDisabled.isPending

  async function run(work: () => Promise<unknown>) {
    setError(null)
    try {
      await work()
      onDone()
      onClose()
    } catch (failure) {
      setError(describe(failure).reason)
      onDone()
    }
  }
  const save = () =>
    run(async () => {
      if (newHosts) await changeHosts.mutateAsync({ id: user.id, hostPatterns: patternsOf(patterns) })
      if (newRole) await changeRole.mutateAsync({ id: user.id, role })
    })
  const disabled = user.disabledAt !== null
  const reason = newRole || newHosts ? patternsProblem(patterns) : 'Nothing is changed.'
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={user.name}
      description={`${user.email}. Every change of rights ends this person's sessions.`}
      footer={
        <>
          <span className="mr-auto">
            <Button busy={busy} onClick={() => run(() => changeDisabled.mutateAsync({ id: user.id, disabled: !disabled }))}>
              {disabled ? 'Enable account' : 'Disable account'}
            </Button>
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={busy} reason={reason} onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RightsFields role={role} onRole={setRole} patterns={patterns} onPatterns={setPatterns} />
        {newRole || newHosts ? (
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-md border border-border bg-bg px-3 py-2 text-base">
            {newRole ? <Change label="Role" from={roleWords[user.role].word} to={roleWords[role].word} /> : null}
            {newHosts ? <Change label="Hosts" from={hostsText(user.hostPatterns)} to={hostsText(patternsOf(patterns))} /> : null}
          </dl>
        ) : null}
        <FormError>{error}</FormError>
      </div>
    </Dialog>
  )
}

const Change = ({ label, from, to }: { label: string; from: string; to: string }) => (
  <>
    <dt className="text-text-3">{label}</dt>
    <dd>
      <del className="text-text-3">{from}</del> <span className="text-text-3">→</span>{' '}
      <ins className="font-medium no-underline">{to}</ins>
    </dd>
  </>
)
