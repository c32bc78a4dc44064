'use client'
import type { ActivityRow } from '@stowage/domain/activity'
import { useQuery } from '@tanstack/react-query'
import { actorText } from '@/components/activity/activity-words.ts'
import { logText } from '@/components/activity/log-text.ts'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Link } from '@/components/ui/link.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { Time } from '@/components/ui/time.tsx'
import { trpc } from '@/lib/trpc.ts'
import { useZone } from '@/lib/use-zone.ts'

/** People who are not named in the sentence itself. */
const isPerson = (row: ActivityRow) => (row.actorType === 'user' || row.actorType === 'token') && !row.text.includes(row.actor)

export function LastActivity() {
  const zone = useZone()
  const query = useQuery(trpc.activity.list.queryOptions({ q: '', limit: 8 }))
  const rows = query.data?.rows ?? []
  return (
    <Panel title="Last activity" actions={<Link href="/activity">Activity</Link>} flush>
      {query.isError && rows.length === 0 ? (
        <ErrorPanel what="Can't read the log. Recording continues." error={query.error} onRetry={() => query.refetch()} />
      ) : rows.length === 0 ? (
        <p className="px-4 py-3 text-md text-text-2">{query.isPending ? 'Reading the log…' : 'Nothing has happened yet.'}</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row.seq} className="flex gap-3 border-border px-4 py-2 not-last:border-b">
              <span className="w-20 shrink-0 whitespace-nowrap text-text-3">
                <Time at={row.at} />
              </span>
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <HostText>{logText(row.text, zone)}</HostText>
                {isPerson(row) ? <span className="text-text-3"> {actorText(row)}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
