'use client'
import { formatDuration } from '@stowage/domain/format'
import type { HostRow, HostSection } from '@stowage/domain/host'
import { isFresh } from '@stowage/domain/host-state'
import { togglePause } from '@/lib/live/live-state.ts'
import { useNow } from '../time/use-now.ts'
import { Button } from '../ui/button.tsx'
import { HostPill } from '../ui/host-pill.tsx'
import { HostText } from '../ui/text.tsx'
import { Ago } from '../ui/time.tsx'

interface Props {
  hosts: readonly HostRow[]
  text: string
  paused: boolean
  polling: boolean
}

export function FreshnessPopover({ hosts, text, paused, polling }: Props) {
  return (
    <>
      <div className="flex items-center gap-2 border-b border-border px-3 py-2">
        <p className="grow text-base font-medium">{text}</p>
        <Button size="sm" onClick={togglePause}>
          {paused ? 'Resume' : 'Pause'}
        </Button>
      </div>
      {polling ? (
        <p className="border-b border-border px-3 py-2 text-sm text-text-3">
          This page came over plain HTTP, where browsers give no lock to share one stream. Each tab asks every 10 s instead.
        </p>
      ) : null}
      <ul className="flex max-h-96 flex-col overflow-auto py-1 scroll-thin">
        {hosts.map((host) => (
          <li key={host.id} className="flex shrink-0 flex-col gap-0.5 px-3 py-1.5">
            <div className="flex items-center gap-2">
              <span className="min-w-0 grow truncate text-base font-medium">
                <HostText>{host.name}</HostText>
              </span>
              <span className="text-sm text-text-3">{host.lastSeenAt ? <Ago at={host.lastSeenAt} /> : 'never reported'}</span>
              <HostPill state={host.state} reason={host.stateReason} />
            </div>
            <Sections sections={host.sections} />
          </li>
        ))}
        {hosts.length === 0 ? <li className="px-3 py-2 text-base text-text-3">No host reports yet.</li> : null}
      </ul>
    </>
  )
}

function Sections({ sections }: { sections: readonly HostSection[] }) {
  const now = useNow()
  return (
    <p className="flex flex-wrap gap-x-3 text-sm text-text-3">
      {sections.map((section) => {
        const age = section.collectedAt ? formatDuration(now.getTime() - section.collectedAt.getTime()) : null
        const good = section.status === 'skipped' || isFresh(section.name, section, now)
        return (
          <span key={section.name} className={good ? undefined : 'text-stale'} data-tip={section.error ?? undefined}>
            {section.name} {section.status === 'ok' ? age : section.status}
          </span>
        )
      })}
    </p>
  )
}
