'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Check, LoaderCircle } from 'lucide-react'
import NextLink from 'next/link'
import { useState } from 'react'
import { countdownText } from '@/components/time/countdown.ts'
import { useNow } from '@/components/time/use-now.ts'
import { Button, buttonClass } from '@/components/ui/button.tsx'
import { CodeBlock } from '@/components/ui/code-block.tsx'
import { iconProps } from '@/components/ui/icon.ts'
import { Strip } from '@/components/ui/strip.tsx'
import { Tabs } from '@/components/ui/tabs.tsx'
import { trpc } from '@/lib/trpc.ts'
import { InvitationChecks } from './invitation-checks.tsx'

interface Props {
  invitation: { id: string; command: string; composeYaml: string; expiresAt: Date }
  onAgain: () => void
}

const quietMs = 60_000

/** The command, and live how far the machine with it has come. */
export function HostInvitation({ invitation, onAgain }: Props) {
  const now = useNow(1000)
  const [shownAt] = useState(() => Date.now())
  const [tab, setTab] = useState('run')
  const query = useQuery({
    ...trpc.hosts.enrolment.queryOptions(invitation.id ? { id: invitation.id } : skipToken),
    refetchInterval: (current) => (current.state.data?.state === 'expired' ? false : 2000),
  })
  const state = query.data?.state ?? 'waiting'
  const host = query.data?.host ?? null
  const quiet = state === 'waiting' && now.getTime() - shownAt > quietMs
  return (
    <div className="flex flex-col gap-4">
      <Tabs
        label="How to start the agent"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'run', label: 'docker run', content: <CodeBlock text={invitation.command} label="Copy the command" /> },
          {
            value: 'compose',
            label: 'Compose',
            content: <CodeBlock text={invitation.composeYaml} label="Copy the Compose file" />,
          },
        ]}
      />
      <div role="status" className="flex flex-col gap-2 rounded-md border border-border bg-bg px-4 py-3">
        {state === 'expired' ? (
          <p className="flex flex-wrap items-center gap-3">
            <span className="grow">This command has run out. Nothing connected with it.</span>
            <Button size="sm" onClick={onAgain}>
              Get a new command
            </Button>
          </p>
        ) : (
          <>
            <Step done={state !== 'waiting'} now={state === 'waiting'}>
              {state === 'waiting' ? (
                <>
                  Waiting. This command works once, for{' '}
                  <span className="tabular-nums">{countdownText(invitation.expiresAt, now)}</span>.
                </>
              ) : (
                <>Connected{host ? ` as ${host.name}` : ''}</>
              )}
            </Step>
            <Step done={state === 'reporting'} now={state === 'connected'}>
              {host && state === 'reporting'
                ? `Containers ${host.containers} · volumes ${host.volumes}`
                : 'First report: containers and volumes'}
            </Step>
          </>
        )}
      </div>
      {quiet ? <InvitationChecks /> : null}
      {query.isError ? (
        <Strip tone="stale">Stowage can't reach its server, so this panel stands still. The command stays valid.</Strip>
      ) : null}
      {host && state !== 'waiting' ? (
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onAgain}>Add another</Button>
          <NextLink href={`/host?id=${host.id}`} className={buttonClass({ variant: 'primary' })}>
            Open {host.name}
          </NextLink>
        </div>
      ) : null}
    </div>
  )
}

const Step = ({ done, now, children }: { done: boolean; now: boolean; children: React.ReactNode }) => (
  <p className={done || now ? 'flex items-center gap-2' : 'flex items-center gap-2 text-text-3'}>
    {done ? (
      <Check {...iconProps} className="shrink-0 text-in-use" />
    ) : (
      <LoaderCircle {...iconProps} className={now ? 'shrink-0 animate-pulse text-link' : 'shrink-0 opacity-40'} />
    )}
    <span>{children}</span>
  </p>
)
