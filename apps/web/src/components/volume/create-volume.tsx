'use client'
import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { FormError } from '@/components/auth/form-error.tsx'
import { useRightReason } from '@/components/auth/use-right.ts'
import { shortInstantText } from '@/components/time/instant.ts'
import { useNow } from '@/components/time/use-now.ts'
import { Button } from '@/components/ui/button.tsx'
import { CopyAsTabs } from '@/components/ui/copy-as-tabs.tsx'
import { Drawer } from '@/components/ui/drawer.tsx'
import { describe } from '@/components/ui/error-panel.tsx'
import { Field, Input } from '@/components/ui/input.tsx'
import { KeyValues } from '@/components/ui/key-values.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { newUuid } from '@/lib/new-uuid.ts'
import { trpc } from '@/lib/trpc.ts'
import { useZone } from '@/lib/use-zone.ts'
import { draftLabels, draftProblems, draftRequest, driversOf, hostRefusal, typedProblems } from './create-draft.ts'
import { CreateHosts } from './create-hosts.tsx'
import { CreateKind } from './create-kind.tsx'
import { CreateKindFields } from './create-kind-fields.tsx'
import { type CreateResult, CreateResults } from './create-results.tsx'
import { useDraft } from './use-draft.ts'
import { createCommands } from './volume-commands.ts'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Hosts already chosen when the form opens, as on a host's page. */
  hostIds?: readonly string[]
}

/** Creates a volume on one or many hosts: checked as typed, told per host, retried where it failed. */
export function CreateVolume({ open, onOpenChange, hostIds = [] }: Props) {
  return open ? <CreateVolumeForm onOpenChange={onOpenChange} hostIds={hostIds} /> : null
}

function CreateVolumeForm({ onOpenChange, hostIds }: { onOpenChange: (open: boolean) => void; hostIds: readonly string[] }) {
  const { draft, restoredAt, change, forget, discard } = useDraft(hostIds)
  const [tried, setTried] = useState(false)
  const [results, setResults] = useState<CreateResult[] | null>(null)
  const zone = useZone()
  const now = useNow()
  const noRight = useRightReason('act')
  const list = useQuery(trpc.hosts.list.queryOptions({ scope: null }))
  const hosts = (list.data ?? []).filter((host) => host.revokedAt === null)
  const chosen = draft.hostIds.filter((id) => hosts.some((host) => host.id === id))
  const details = useQueries({ queries: chosen.map((id) => trpc.hosts.get.queryOptions({ id })) }).flatMap(
    (query) => query.data ?? [],
  )

  const ready = { ...draft, hostIds: chosen }
  const problems = draftProblems(ready)
  const request = draftRequest(ready)
  const shown = tried ? problems : typedProblems(draft, problems)
  const complete = Object.keys(problems).every((field) => field === 'name' || field === 'hosts')
  const refusals = new Map(
    complete
      ? details.flatMap((host) => {
          const refusal = hostRefusal(ready, { policy: host.policy, drivers: driversOf(host.engine) })
          return refusal === null ? [] : [[host.id, refusal] as const]
        })
      : [],
  )
  const names = [...new Set(details.flatMap((host) => driversOf(host.engine)))].filter((driver) => driver !== 'local')
  const drivers = names.map((name) => ({ name, hosts: details.filter((host) => driversOf(host.engine).includes(name)).length }))

  const create = useMutation(
    trpc.volumes.create.mutationOptions({
      onSuccess: (answer) => {
        setResults((before) => [
          ...(before ?? []).filter((result) => !answer.results.some((each) => each.hostId === result.hostId)),
          ...answer.results,
        ])
        forget()
      },
    }),
  )
  const send = (ids: readonly string[]) =>
    create.mutate({ name: draft.name, ...request, labels: draftLabels(draft), hostIds: [...ids], idempotencyKey: newUuid() })

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (Object.keys(problems).length === 0 && noRight === null) send(chosen)
  }

  const count = chosen.length
  const texts = createCommands(
    {
      name: draft.name,
      ...request,
      labels: draftLabels(draft),
      hosts: hosts.filter((host) => chosen.includes(host.id)).map(({ id, name }) => ({ id, name })),
    },
    location.origin,
  )
  return (
    <Drawer
      open
      onOpenChange={onOpenChange}
      title={results ? `Create ${draft.name}` : 'Create volume'}
      footer={
        results ? (
          <Button variant="primary" onClick={() => onOpenChange(false)}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
            <Button variant="primary" type="submit" form="create-volume" reason={noRight} busy={create.isPending}>
              {count > 1 ? `Create on ${count} hosts` : 'Create volume'}
            </Button>
          </>
        )
      }
    >
      {results ? (
        <div className="flex flex-col gap-4">
          <CreateResults name={draft.name} results={results} busy={create.isPending} onRetry={send} />
          <FormError>{create.isError ? describe(create.error).reason : null}</FormError>
          <p className="text-sm text-text-3">Closing this changes nothing; the jobs go on.</p>
        </div>
      ) : (
        <form id="create-volume" onSubmit={submit} noValidate className="flex flex-col gap-5">
          {restoredAt ? (
            <Strip
              actions={
                <Button size="sm" variant="ghost" onClick={discard}>
                  Discard
                </Button>
              }
            >
              Draft from {shortInstantText(restoredAt, now, zone)} restored.
            </Strip>
          ) : null}
          {list.isError ? <Strip tone="unreachable">Can't load hosts. {describe(list.error).reason}</Strip> : null}
          <Field label="Name" error={shown.name} hint="Letters, digits, _ . and -; at least two characters.">
            {(ids) => (
              <Input
                {...ids}
                autoFocus
                value={draft.name}
                spellCheck={false}
                autoComplete="off"
                className="font-mono"
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
            )}
          </Field>
          <CreateKind value={draft.kind} onChange={(kind) => change({ kind })} />
          <CreateKindFields draft={draft} problems={shown} drivers={drivers} change={change} />
          <CreateHosts
            hosts={hosts}
            chosen={chosen}
            refusals={refusals}
            error={shown.hosts}
            onChange={(ids) => change({ hostIds: ids })}
          />
          <fieldset className="flex flex-col">
            <legend className="pb-1.5 text-base font-medium">Labels</legend>
            <KeyValues noun="label" pairs={draft.labels} error={shown.labels} onChange={(labels) => change({ labels })} />
          </fieldset>
          <FormError>{create.isError ? describe(create.error).reason : null}</FormError>
          <section aria-label="The same as a command" className="flex flex-col gap-1">
            <h3 className="text-base font-medium">The same as a command</h3>
            <CopyAsTabs texts={texts} />
          </section>
        </form>
      )}
    </Drawer>
  )
}
