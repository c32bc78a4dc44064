'use client'
import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { Check, ChevronsUpDown, Server } from 'lucide-react'
import { useState } from 'react'
import { trpc } from '@/lib/trpc.ts'
import { useScope } from '@/lib/url/use-scope.ts'
import { hostPills } from '../ui/host-pill.tsx'
import { iconProps } from '../ui/icon.ts'
import { Popover } from '../ui/popover.tsx'
import { HostText } from '../ui/text.tsx'
import { chipClass, quietChip } from './chip.ts'
import { Options } from './options.tsx'

/** Narrows every page to one host. Any scope but all tints it. */
export function ScopeSwitcher() {
  const { scope, host, setScope } = useScope()
  const [open, setOpen] = useState(false)
  const hosts = useQuery({ ...trpc.hosts.list.queryOptions({ scope: null }), enabled: open })
  const choose = (next: string | null) => {
    setOpen(false)
    if (next !== scope) setScope(next)
  }
  return (
    <Popover
      label="Scope"
      open={open}
      onOpenChange={setOpen}
      className="w-72"
      trigger={
        <button
          type="button"
          aria-label={`Scope: ${host ?? 'all hosts'}`}
          className={clsx(
            chipClass,
            'max-w-48 max-sm:min-w-0 max-sm:shrink max-sm:px-1',
            host ? 'border-accent bg-selected text-text' : quietChip,
          )}
        >
          <Server {...iconProps} size={14} className="shrink-0 max-sm:hidden" />
          <span className="truncate">{host ? <HostText>{host}</HostText> : 'All hosts'}</span>
          <ChevronsUpDown {...iconProps} size={14} className="shrink-0 text-text-3" />
        </button>
      }
    >
      <Options
        label="Find a host"
        empty={hosts.isPending ? 'Loading hosts…' : 'No host matches.'}
        options={[
          { value: '', text: 'All hosts', after: scope ? null : <Check {...iconProps} /> },
          ...(hosts.data ?? []).map(({ name, state }) => ({
            value: `host:${name}`,
            text: name,
            after:
              scope === `host:${name}` ? (
                <Check {...iconProps} />
              ) : state === 'online' ? null : (
                <span className="text-sm text-text-3">{hostPills[state].word}</span>
              ),
          })),
        ]}
        onChoose={(value) => choose(value || null)}
      />
    </Popover>
  )
}
