'use client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@/components/ui/link.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { trpc } from '@/lib/trpc.ts'
import { JobPill } from './job-pill.tsx'
import { isOpen, jobOutcome, jobTitle } from './job-words.ts'

/** One job, live, in a line: for the page or form that started it. */
export function JobLine({ id }: { id: string }) {
  const { data: job } = useQuery({
    ...trpc.jobs.get.queryOptions({ id }),
    refetchInterval: (current) => (current.state.data && !isOpen(current.state.data) ? false : 3_000),
  })
  if (!job) return null
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-border bg-surface px-4 py-2"
    >
      <JobPill job={job} />
      <span className="min-w-0 grow [overflow-wrap:anywhere]">
        <span className="font-medium">
          <HostText>{jobTitle(job)}</HostText>
        </span>{' '}
        <span className="text-text-2">
          <HostText>{jobOutcome(job).sentence}</HostText>
        </span>
      </span>
      <Link href={`/job?id=${job.id}`}>Open job</Link>
    </div>
  )
}
