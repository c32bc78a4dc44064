'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field, Input } from '@/components/ui/input.tsx'
import { trpc } from '@/lib/trpc.ts'
import { FormError } from './form-error.tsx'
import { signIn } from './sign-in-request.ts'
import { waitWords } from './wait-words.ts'

/** Asks for the password where an action needs a sign-in of the last five minutes. Not a form: Enter confirms nothing inside a dialog. */
export function SignInAgain({ onDone }: { onDone: () => void }) {
  const me = useQuery(trpc.me.get.queryOptions())
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit() {
    if (!me.data) return
    setBusy(true)
    const answer = await signIn(me.data.email, password, new Date())
    setBusy(false)
    setPassword('')
    if (answer.kind === 'ok') return onDone()
    setError(
      answer.kind === 'wrong'
        ? 'The password is wrong.'
        : answer.kind === 'wait'
          ? `Too many attempts. Try again in ${waitWords(answer.seconds)}.`
          : answer.kind === 'refused'
            ? answer.message
            : "Stowage can't reach its server.",
    )
  }

  return (
    <div className="flex flex-col gap-3 rounded-md border border-border bg-bg p-3">
      <p>Your sign-in is older than 5 minutes. Enter your password, then start again.</p>
      <Field label={`Password of ${me.data?.email ?? 'your account'}`}>
        {(ids) => (
          <Input
            {...ids}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </Field>
      <FormError>{error}</FormError>
      <Button busy={busy} reason={password ? null : 'Enter your password first.'} onClick={submit}>
        Confirm it is you
      </Button>
    </div>
  )
}
