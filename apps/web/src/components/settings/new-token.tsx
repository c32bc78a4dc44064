'use client'
import type { Role } from '@stowage/domain/role'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { FormError } from '@/components/auth/form-error.tsx'
import { Button } from '@/components/ui/button.tsx'
import { CodeBlock } from '@/components/ui/code-block.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { describe } from '@/components/ui/error-panel.tsx'
import { Field, Input, Select } from '@/components/ui/input.tsx'
import { trpc } from '@/lib/trpc.ts'
import { roleOf, rolesUpTo, roleWords } from './role-words.ts'

const lifetimes = [
  { days: 30, word: '30 days' },
  { days: 90, word: '90 days' },
  { days: 365, word: '1 year' },
  { days: null, word: 'until revoked' },
]

/** Makes a token and shows it, this once. */
export function NewToken({ role, onClose, onMade }: { role: Role; onClose: () => void; onMade: () => void }) {
  const [name, setName] = useState('')
  const [asked, setAsked] = useState<Role>('viewer')
  const [days, setDays] = useState<number | null>(90)
  const create = useMutation(trpc.tokens.create.mutationOptions({ onSuccess: onMade }))

  function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim()) create.mutate({ name: name.trim(), role: asked, expiresInDays: days })
  }

  if (create.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={`Token ${create.data.name}`}
        description="Copy it now. Stowage keeps only a fingerprint of it."
        footer={<Button onClick={onClose}>Done</Button>}
      >
        <CodeBlock text={create.data.token} label="Copy the token" />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New API token"
      description="A token acts as you, with the rights you choose here at most."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="new-token"
            busy={create.isPending}
            reason={name.trim() ? null : 'Enter a name first.'}
          >
            Make token
          </Button>
        </>
      }
    >
      <form id="new-token" onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name" hint="What it is for, as in nightly-report.">
          {(ids) => (
            <Input
              {...ids}
              value={name}
              maxLength={100}
              autoComplete="off"
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="May" hint={roleWords[asked].may}>
          {(ids) => (
            <Select {...ids} value={asked} onChange={(event) => setAsked(roleOf(event.currentTarget.value))}>
              {rolesUpTo(role).map((each) => (
                <option key={each} value={each}>
                  {roleWords[each].word}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Works for">
          {(ids) => (
            <Select
              {...ids}
              value={String(days)}
              onChange={(event) =>
                setDays(lifetimes.find((each) => String(each.days) === event.currentTarget.value)?.days ?? null)
              }
            >
              {lifetimes.map((each) => (
                <option key={each.word} value={String(each.days)}>
                  {each.word}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <FormError>{create.isError ? describe(create.error).reason : null}</FormError>
      </form>
    </Dialog>
  )
}
