'use client'
import { useQuery } from '@tanstack/react-query'
import { JobPill } from '@/components/job/job-pill.tsx'
import { jobTitle } from '@/components/job/job-words.ts'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Link } from '@/components/ui/link.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { Time } from '@/components/ui/time.tsx'
import { trpc } from '@/lib/trpc.ts'

export function OpenJobs({ count }: { count: number }) {
  const query = useQuery(trpc.jobs.list.queryOptions({ open: true, limit: 5 }))
  const rows = query.data ?? []
  return (
    <Panel title="Running jobs" meta={count > 0 ? `${count} open` : undefined} actions={<Link href="/jobs">All jobs</Link>} flush>
      {query.isError && rows.length === 0 ? (
        <ErrorPanel what="Can't load jobs. They go on without this page." error={query.error} onRetry={() => query.refetch()} />
      ) : rows.length === 0 ? (
        <p className="px-4 py-3 text-md text-text-2">No job is running.</p>
      ) : (
        <ul>
          {rows.map((job) => (
            <li key={job.id} className="flex items-center gap-3 border-border px-4 py-2 not-last:border-b">
              <Link href={`/job?id=${job.id}`} className="min-w-0 truncate">
                <HostText>{jobTitle(job)}</HostText>
              </Link>
              <span className="shrink-0 text-text-3">on {job.hostName}</span>
              <span className="ml-auto flex shrink-0 items-center gap-3 text-text-3">
                <Time at={job.createdAt} />
                <JobPill job={job} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
