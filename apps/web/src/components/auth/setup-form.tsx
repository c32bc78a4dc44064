'use client'
import { passwordProblem } from '@stowage/domain/password'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { Button, buttonClass } from '@/components/ui/button.tsx'
import { Field, Input } from '@/components/ui/input.tsx'
import { Skeleton } from '@/components/ui/skeleton.tsx'
import { isAppError, trpc } from '@/lib/trpc.ts'
import { AuthFrame } from './auth-frame.tsx'
import { FormError } from './form-error.tsx'
import { signIn } from './sign-in-request.ts'

const usedUp = 'This link was used or has run out. Restart the server to get a new one.'
const never = () => () => {}

/** The secret travels in the fragment, which no browser sends to a server or writes into a log there. */
const useToken = () =>
  useSyncExternalStore(
    never,
    () => location.hash.slice(1),
    () => null,
  )

export function SetupForm() {
  const token = useToken()
  const status = useQuery(trpc.setup.status.queryOptions())
  const complete = useMutation(trpc.setup.complete.mutationOptions())
  const [values, setValues] = useState({ name: '', email: '', password: '' })
  const [problems, setProblems] = useState<Partial<typeof values>>({})
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  if (status.data && !status.data.needed) {
    return (
      <AuthFrame title="Stowage is set up" lead="An admin exists. The sign-up link works once.">
        <a href="/sign-in" className={buttonClass({ variant: 'primary' })}>
          Sign in
        </a>
      </AuthFrame>
    )
  }
  if (token === null || (status.isPending && !status.isError)) {
    return (
      <AuthFrame title="Set up Stowage">
        <Skeleton className="h-48 w-full" />
      </AuthFrame>
    )
  }
  if (token.length < 20) {
    return (
      <AuthFrame
        title="Set up Stowage"
        lead="Open the sign-up link that the server printed to its log when it started. The link holds a secret that this address lacks."
      />
    )
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    const email = values.email.trim()
    const found = {
      ...(values.name.trim() ? {} : { name: 'Enter your name.' }),
      ...(/^\S+@\S+\.\S+$/.test(email) ? {} : { email: 'Enter an e-mail address.' }),
      ...(passwordProblem(values.password, [values.name, email]) === null
        ? {}
        : { password: passwordProblem(values.password, [values.name, email]) ?? '' }),
    }
    setProblems(found)
    if (Object.keys(found).length > 0 || !token) return
    setBusy(true)
    setError(null)
    try {
      await complete.mutateAsync({ token, name: values.name.trim(), email, password: values.password })
      await signIn(email, values.password, new Date())
      // A full load: nothing of this page, and no token in the address, stays behind.
      location.replace('/')
    } catch (failure) {
      setBusy(false)
      setError(refusal(failure))
    }
  }

  const field = (key: keyof typeof values) => ({
    value: values[key],
    onChange: (event: { currentTarget: { value: string } }) => setValues({ ...values, [key]: event.currentTarget.value }),
  })
  return (
    <AuthFrame title="Set up Stowage" lead="You become the first admin. There is no default account.">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Name" error={problems.name}>
          {(ids) => <Input {...ids} {...field('name')} autoComplete="name" autoFocus className="h-9" />}
        </Field>
        <Field label="E-mail" error={problems.email}>
          {(ids) => (
            <Input {...ids} {...field('email')} type="email" autoComplete="username" spellCheck={false} className="h-9" />
          )}
        </Field>
        <Field label="Password" hint="At least 12 characters. Paste and password managers welcome." error={problems.password}>
          {(ids) => <Input {...ids} {...field('password')} type="password" autoComplete="new-password" className="h-9" />}
        </Field>
        <FormError>{error}</FormError>
        <Button type="submit" variant="primary" busy={busy} className="h-9">
          {busy ? 'Setting up…' : 'Create the admin account'}
        </Button>
      </form>
    </AuthFrame>
  )
}

function refusal(failure: unknown): string {
  if (!isAppError(failure) || !failure.data) return "Stowage can't reach its server. Try again; the link was not used."
  if (failure.data.app === 'bad_request') return failure.message
  return failure.data.errorId ? failure.message : usedUp
}
