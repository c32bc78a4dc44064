'use client'
import { useSearchParams } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field, Input } from '@/components/ui/input.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { FormError } from './form-error.tsx'
import { linkCredentials } from './link-credentials.ts'
import { nextPath } from './next-path.ts'
import { type SignInAnswer, signIn } from './sign-in-request.ts'
import { waitWords } from './wait-words.ts'

const sentences = (answer: Exclude<SignInAnswer, { kind: 'ok' }>): string => {
  switch (answer.kind) {
    case 'wrong':
      return 'E-mail or password is wrong.'
    case 'wait':
      return `Too many attempts. Try again in ${waitWords(answer.seconds)}; the right password works then.`
    case 'refused':
      return answer.message
    case 'unreachable':
      return "Stowage can't reach its server. Nothing was sent twice; try again."
  }
}

export function SignInForm() {
  const next = nextPath(useSearchParams().get('next'))
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const email = String(form.get('email') ?? '').trim()
    const password = String(form.get('password') ?? '')
    if (!email || !password) return setError('Enter your e-mail and password.')
    await enter(email, password)
  }

  async function enter(email: string, password: string) {
    setBusy(true)
    setError(null)
    const answer = await signIn(email, password, new Date())
    if (answer.kind === 'ok') return location.assign(next)
    setBusy(false)
    setError(sentences(answer))
  }

  const enterOnce = useRef(enter)
  useEffect(() => {
    const link = linkCredentials(location)
    if (!link) return
    // Out of the address bar and the history before anything else.
    history.replaceState(null, '', location.pathname + location.search)
    void enterOnce.current(link.email, link.password)
  }, [])

  return (
    <AuthFrame title="Sign in">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="E-mail">
          {(ids) => (
            <Input {...ids} name="email" type="email" autoComplete="username" autoFocus spellCheck={false} className="h-9" />
          )}
        </Field>
        <Field label="Password">
          {(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" className="h-9" />}
        </Field>
        <FormError>{error}</FormError>
        <Button type="submit" variant="primary" busy={busy} className="h-9">
          {busy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
    </AuthFrame>
  )
}
