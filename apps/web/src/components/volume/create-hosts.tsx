'use client'
import type { HostRow } from '@stowage/domain/host'
import { useState } from 'react'
import { createReason } from '@/components/host/host-words.ts'
import { Button } from '@/components/ui/button.tsx'
import { Checkbox } from '@/components/ui/checkbox.tsx'
import { Input } from '@/components/ui/input.tsx'

interface Props {
  hosts: readonly HostRow[]
  chosen: readonly string[]
  /** Why a chosen host would refuse, by host id, as far as its policy tells. */
  refusals: ReadonlyMap<string, string>
  error: string | undefined
  onChange: (ids: string[]) => void
}

const manyHosts = 8

/** Hosts to create on; those that cannot take a volume stay in sight with the reason. */
export function CreateHosts({ hosts, chosen, refusals, error, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const matching = hosts.filter((host) => host.name.toLowerCase().includes(typed.toLowerCase()))
  const able = matching.filter((host) => createReason(host) === null)
  const others = matching.filter((host) => createReason(host) !== null)
  const free = able.filter((host) => !chosen.includes(host.id))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 text-base font-medium">Hosts</legend>
      {hosts.length > manyHosts ? (
        <div className="flex gap-2">
          <Input
            aria-label="Find a host"
            placeholder="Find a host"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {typed && free.length > 0 ? (
            <Button onClick={() => onChange([...chosen, ...free.map((host) => host.id)])}>Select {free.length} matching</Button>
          ) : null}
        </div>
      ) : null}
      <ul className="max-h-64 overflow-auto rounded-md border border-border scroll-thin">
        {able.map((host) => (
          <li key={host.id} className="border-border px-3 py-1.5 not-last:border-b">
            <Checkbox
              checked={chosen.includes(host.id)}
              onChange={(on) => onChange(on ? [...chosen, host.id] : chosen.filter((id) => id !== host.id))}
            >
              <span className="font-medium">{host.name}</span>
              {refusals.has(host.id) ? (
                <span className="block text-sm text-orphaned">Would refuse: {refusals.get(host.id)}</span>
              ) : null}
            </Checkbox>
          </li>
        ))}
        {others.map((host) => (
          <li key={host.id} className="flex items-center gap-2 border-border px-3 py-1.5 pl-9 text-text-3 not-last:border-b">
            {host.name}
            <span className="ml-auto text-sm">{createReason(host)}</span>
          </li>
        ))}
        {matching.length === 0 ? (
          <li className="px-3 py-2 text-base text-text-2">{typed ? `No host matches ${typed}.` : 'No hosts yet.'}</li>
        ) : null}
      </ul>
      {error ? <p className="text-sm text-unreachable">{error}</p> : null}
      {others.length > 0 && able.length === 0 ? (
        <p className="text-sm text-text-3">
          No host takes volumes from here. A host does once its own policy file says{' '}
          <span className="font-mono">mode: manage</span>.
        </p>
      ) : null}
    </fieldset>
  )
}
