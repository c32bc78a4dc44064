'use client'
import { passwordProblem } from '@stowage/domain/password'
import type { Role } from '@stowage/domain/role'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { FormError } from '@/components/auth/form-error.tsx'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { describe } from '@/components/ui/error-panel.tsx'
import { Field, Input } from '@/components/ui/input.tsx'
import { trpc } from '@/lib/trpc.ts'
import { RightsFields } from './rights-fields.tsx'
import { patternsOf, patternsProblem } from './role-words.ts'

export function NewUser({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [values, setValues] = useState({ name: '', email: '', password: '' })
  const [role, setRole] = useState<Role>('viewer')
  const [patterns, setPatterns] = useState('')
  const [tried, setTried] = useState(false)
  const create = useMutation(
    trpc.users.create.mutationOptions({
      onSuccess: () => {
        onDone()
        onClose()
      },
    }),
  )
  const problems = {
    name: values.name.trim() ? null : 'Enter a name.',
    email: /^\S+@\S+\.\S+$/.test(values.email.trim()) ? null : 'Enter an e-mail address.',
    password: passwordProblem(values.password, [values.name, values.email]),
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (Object.values(problems).some(Boolean) || patternsProblem(patterns)) return
    create.mutate({
      name: values.name.trim(),
      email: values.email.trim(),
      password: values.password,
      role,
      hostPatterns: patternsOf(patterns),
    })
  }
  const field = (key: keyof typeof values) => ({
    value: values[key],
    onChange: (event: { currentTarget: { value: string } }) => setValues({ ...values, [key]: event.currentTarget.value }),
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add user"
      description="Give them the password on a safe way; they can change it under Settings."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="new-user" busy={create.isPending}>
            Add user
          </Button>
        </>
      }
    >
      <form id="new-user" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Name" error={tried ? problems.name : null}>
          {(ids) => <Input {...ids} {...field('name')} autoComplete="off" />}
        </Field>
        <Field label="E-mail" error={tried ? problems.email : null}>
          {(ids) => <Input {...ids} {...field('email')} type="email" autoComplete="off" spellCheck={false} />}
        </Field>
        <Field label="First password" hint="At least 12 characters." error={tried ? problems.password : null}>
          {(ids) => <Input {...ids} {...field('password')} type="password" autoComplete="new-password" />}
        </Field>
        <RightsFields role={role} onRole={setRole} patterns={patterns} onPatterns={setPatterns} />
        <FormError>{create.isError ? describe(create.error).reason : null}</FormError>
      </form>
    </Dialog>
  )
}
