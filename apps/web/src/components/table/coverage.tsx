'use client'
import type { HostRow } from '@stowage/domain/host'
import { useQuery } from '@tanstack/react-query'
import { trpc } from '@/lib/trpc.ts'
import { useZone } from '@/lib/use-zone.ts'
import { shortInstantText } from '../time/instant.ts'
import { useNow } from '../time/use-now.ts'
import { Link } from '../ui/link.tsx'
import { Strip } from '../ui/strip.tsx'
import { HostText } from '../ui/text.tsx'
import { coverageWords } from './coverage-words.ts'

interface Props {
  scope: string | null
  noun: 'volumes' | 'containers'
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
  if (!hosts || hosts.length === 0) return <div className="h-8 max-sm:h-5" />
  const since = ({ lastSeenAt }: HostRow) => (lastSeenAt ? shortInstantText(lastSeenAt, now, zone) : null)
  const { tone, text, why, hide } = coverageWords(hosts, noun, since)
  if (tone === 'whole') return <p className="flex h-8 items-center text-base text-text-3 max-sm:h-5">{text}</p>
  return (
    <Strip
      tone={tone}
      actions={
        <>
          {why ? <Link href={`/host?id=${why}`}>Why</Link> : null}
          {hide ? (
            <button type="button" onClick={() => onHide(hide)} className="rounded-sm text-link hover:underline">
              Hide <HostText>{hide}</HostText>
            </button>
          ) : null}
        </>
      }
    >
      <HostText>{text}</HostText>
    </Strip>
  )
}
