'use client'
import type { HostRow } from '@stowage/domain/host'
import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import { trpc } from '@/lib/trpc.ts'
import { useZone } from '@/lib/use-zone.ts'
import { shortInstantText } from '../time/instant.ts'
import { useNow } from '../time/use-now.ts'
import { iconProps } from '../ui/icon.ts'
import { Link } from '../ui/link.tsx'
import { Strip, stripTone } from '../ui/strip.tsx'
import { HostText } from '../ui/text.tsx'
import { coverageWords } from './coverage-words.ts'

interface Props {
  scope: string | null
  noun: 'volumes' | 'containers' | 'hosts'
  /** The filter, to leave out hosts that it hides. */
  q: string
  onHide: (host: string) => void
}

/** Which hosts the rows come from, in a line of its own that is always there: nothing below moves when a host falls silent. */
export function Coverage({ scope, noun, q, onHide }: Props) {
  const { data } = useQuery(trpc.hosts.list.queryOptions({ scope }))
  const zone = useZone()
  const now = useNow()
  const hosts = data?.filter(({ name, revokedAt }) => revokedAt === null && !q.includes(`-host:${name}`))
  if (!hosts || hosts.length === 0) return <div className="h-8 max-lg:touch:h-11" />
  const since = ({ lastSeenAt }: HostRow) => (lastSeenAt ? shortInstantText(lastSeenAt, now, zone) : null)
  const { tone, text, short, why, hide } = coverageWords(hosts, noun, since)
  if (tone === 'whole') return <p className="flex h-8 items-center text-base text-text-3 max-lg:touch:h-11">{text}</p>
  const actions = (
    <>
      {why ? <Link href={`/host?id=${why}`}>Why</Link> : null}
      {hide ? (
        <button type="button" onClick={() => onHide(hide)} className="rounded-sm text-link hover:underline">
          Hide <HostText>{hide}</HostText>
        </button>
      ) : null}
    </>
  )
  return (
    <>
      <div className="max-lg:hidden">
        <Strip tone={tone} actions={actions}>
          <HostText>{text}</HostText>
        </Strip>
      </div>
      {/* One line on narrow screens, which opens. */}
      <details className={clsx('group rounded-md text-base lg:hidden', stripTone(tone))}>
        <summary className="flex h-8 list-none items-center gap-2 px-3 touch:h-11 [&::-webkit-details-marker]:hidden">
          <span className="grow truncate">{short}</span>
          <ChevronDown {...iconProps} className="shrink-0 group-open:rotate-180" />
        </summary>
        <div className="flex flex-col gap-2 px-3 pb-3 text-text">
          <p>
            <HostText>{text}</HostText>
          </p>
          <div className="flex gap-4">{actions}</div>
        </div>
      </details>
    </>
  )
}
