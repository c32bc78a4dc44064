'use client'
import type { JobRow } from '@stowage/domain/job'
import { useQueries } from '@tanstack/react-query'
import { JobPill } from '@/components/job/job-pill.tsx'
import { isOpen, jobOutcome } from '@/components/job/job-words.ts'
import { Button } from '@/components/ui/button.tsx'
import { Link } from '@/components/ui/link.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { trpc } from '@/lib/trpc.ts'
import { createSummary, retryable } from './create-outcome.ts'

export interface CreateResult {
  hostId: string
  host: string
  jobId: string | null
  error: string | null
}

interface Props {
  name: string
  results: readonly CreateResult[]
  busy: boolean
  onRetry: (hostIds: string[]) => void
}

/** What became of it on each host, as it happens. */
export function CreateResults({ name, results, busy, onRetry }: Props) {
  const started = results.filter((result) => result.jobId !== null)
  const queries = useQueries({
    queries: started.map((result) => ({
      ...trpc.jobs.get.queryOptions({ id: result.jobId ?? '' }),
      refetchInterval: (query: { state: { data: JobRow | undefined } }) =>
        query.state.data && !isOpen(query.state.data) ? false : 1500,
    })),
  })
  const jobs = new Map(started.map((result, index) => [result.hostId, queries[index]?.data]))
  const lines = results.map((result) => ({ ...result, job: jobs.get(result.hostId) }))
  const failed = lines.filter(retryable)
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-md font-medium">
        {createSummary(lines)}
      </p>
      <ul className="rounded-md border border-border">
        {lines.map(({ hostId, host, job, error }) => (
          <li key={hostId} className="flex items-start gap-3 border-border px-3 py-2 not-last:border-b">
            <span className="min-w-0 grow">
              <span className="block truncate font-medium">{host}</span>
              <span className="block text-base text-text-2 [overflow-wrap:anywhere]">
                <HostText>{error ?? (job ? jobOutcome(job).sentence : 'Sent.')}</HostText>
              </span>
            </span>
            <span className="flex shrink-0 flex-col items-end gap-1 text-base">
              {job ? <JobPill job={job} /> : null}
              {job?.state === 'succeeded' ? (
                <Link href={`/volume?host=${encodeURIComponent(host)}&name=${encodeURIComponent(name)}`}>Open volume</Link>
              ) : job ? (
                <Link href={`/job?id=${job.id}`}>Open job</Link>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {failed.length > 0 ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={busy} onClick={() => onRetry(failed.map((line) => line.hostId))}>
            {failed.length === 1 ? `Try ${failed[0]?.host} again` : `Try ${failed.length} hosts again`}
          </Button>
          <span className="text-sm text-text-3">What was created stays.</span>
        </div>
      ) : null}
    </div>
  )
}
