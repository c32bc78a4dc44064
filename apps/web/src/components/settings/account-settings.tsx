'use client'
import { passwordProblem } from '@stowage/domain/password'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { FormError } from '@/components/auth/form-error.tsx'
import { Button } from '@/components/ui/button.tsx'
import { describe } from '@/components/ui/error-panel.tsx'
import { FactList } from '@/components/ui/fact-list.tsx'
import { Field, Input } from '@/components/ui/input.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Skeleton } from '@/components/ui/skeleton.tsx'
import { trpc } from '@/lib/trpc.ts'
import { roleWords } from './role-words.ts'

export function AccountSettings() {
  const { data: me } = useQuery(trpc.me.get.queryOptions())
  return (
    <div className="flex max-w-[720px] flex-col gap-4">
      <Panel title="You">
        {me ? (
          <FactList
            facts={[
              ['Name', me.name],
              ['E-mail', me.email],
              ['Role', `${roleWords[me.role].word}: ${roleWords[me.role].may}`],
              ['Hosts', me.hostPatterns.length === 0 ? 'every host' : me.hostPatterns.join(', ')],
            ]}
          />
        ) : (
          <Skeleton className="h-20 w-full" />
        )}
      </Panel>
      <Panel title="Password">
        <PasswordForm own={me ? [me.name, me.email] : []} />
      </Panel>
    </div>
  )
}

function PasswordForm({ own }: { own: readonly string[] }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const change = useMutation(trpc.me.changePassword.mutationOptions({ onSuccess: () => location.assign('/sign-in') }))
  const problem = passwordProblem(next, own)

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (current && problem === null) change.mutate({ current, next })
  }
  return (
    <form onSubmit={submit} noValidate className="flex max-w-[384px] flex-col gap-3">
      <Field label="Current password" error={tried && !current ? 'Enter your current password.' : null}>
        {(ids) => (
          <Input
            {...ids}
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label="New password" hint="At least 12 characters." error={tried ? problem : null}>
        {(ids) => (
          <Input
            {...ids}
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
        )}
      </Field>
      <FormError>{change.isError ? describe(change.error).reason : null}</FormError>
      <div className="flex items-center gap-3">
        <Button type="submit" busy={change.isPending}>
          Change password
        </Button>
        <span className="text-sm text-text-3">Ends every session, this one included.</span>
      </div>
    </form>
  )
}
