'use client'
import type { HostRow } from '@stowage/domain/host'
import { useQuery } from '@tanstack/react-query'
import { formatCount } from '@/lib/format-sum.ts'
import { trpc } from '@/lib/trpc.ts'
import { useZone } from '@/lib/use-zone.ts'
import { shortInstantText } from '../time/instant.ts'
import { useNow } from '../time/use-now.ts'
import { Button } from '../ui/button.tsx'
import { Link } from '../ui/link.tsx'
import { Strip } from '../ui/strip.tsx'
import { HostText } from '../ui/text.tsx'

interface Props {
  scope: string | null
  /** What of the hosts the list shows. */
  noun: 'volumes' | 'containers'
  /** Adds a term to the filter. */
  onHide: (host: string) => void
  q: string
}

/** Says above the rows which of them are old, and why. */
export function PartialStrip({ scope, noun, onHide, q }: Props) {
  const { data = [] } = useQuery(trpc.hosts.list.queryOptions({ scope }))
  const zone = useZone()
  const now = useNow()
  const hosts = data.filter(({ name, revokedAt }) => revokedAt === null && !q.includes(`-host:${name}`))
  const silent = hosts.filter(({ state }) => state === 'unreachable' || state === 'offline')
  const stale = hosts.filter(({ state }) => state === 'degraded')
  const since = ({ lastSeenAt }: HostRow) =>
    lastSeenAt ? `has not reported since ${shortInstantText(lastSeenAt, now, zone)}` : 'has never reported'
  const [one] = silent
  const [old] = stale
  return (
    <>
      {one ? (
        <Strip
          tone="unreachable"
          actions={
            <>
              <Link href={`/host?id=${one.id}`} className="text-base">
                Why
              </Link>
              {silent.length === 1 ? (
                <Button size="sm" variant="ghost" onClick={() => onHide(one.name)}>
                  Hide <HostText>{one.name}</HostText>
                </Button>
              ) : null}
            </>
          }
        >
          {silent.length === 1 ? (
            <>
              <HostText>{one.name}</HostText> {since(one)}. Its {formatCount(one[noun], noun.slice(0, -1))} are shown as last seen
              and left out of safe totals.
            </>
          ) : (
            <>
              {silent.length} hosts do not report: <HostText>{silent.map(({ name }) => name).join(', ')}</HostText>. Their {noun}{' '}
              are shown as last seen and left out of safe totals.
            </>
          )}
        </Strip>
      ) : null}
      {old ? (
        <Strip tone="stale" actions={<Link href={`/host?id=${old.id}`}>Why</Link>}>
          {stale.length === 1 ? (
            <HostText>{`${old.name}: ${old.stateReason}`}</HostText>
          ) : (
            <HostText>{`${stale.length} hosts report late or in part: ${stale.map(({ name }) => name).join(', ')}.`}</HostText>
          )}
        </Strip>
      ) : null}
    </>
  )
}
