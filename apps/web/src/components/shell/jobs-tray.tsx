'use client'
import type { JobRow } from '@stowage/domain/job'
import { useQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import Link from 'next/link'
import { trpc } from '@/lib/trpc.ts'
import { jobOutcome, jobTitle } from '../job/job-words.ts'
import { iconProps } from '../ui/icon.ts'
import { Popover, useClosePopover } from '../ui/popover.tsx'
import { HostText } from '../ui/text.tsx'
import { Ago } from '../ui/time.tsx'
import { chipClass, quietChip } from './chip.ts'

/** Jobs that run or need a look. */
export function JobsTray() {
  const { data: jobs = [] } = useQuery(trpc.jobs.list.queryOptions({ open: true, limit: 50 }))
  return (
    <Popover
      label="Jobs"
      align="end"
      className="w-80"
      trigger={
        <button type="button" aria-label={`Jobs, ${jobs.length} open`} className={`${chipClass} ${quietChip}`}>
          <ListChecks {...iconProps} size={14} />
          <span className="min-w-2 text-center">{jobs.length}</span>
        </button>
      }
    >
      <OpenJobs jobs={jobs} />
    </Popover>
  )
}

function OpenJobs({ jobs }: { jobs: readonly JobRow[] }) {
  const close = useClosePopover()
  return (
    <>
      <ul className="flex max-h-96 flex-col overflow-auto p-1 scroll-thin">
        {jobs.map((job) => (
          <li key={job.id} className="shrink-0">
            <Link
              href={`/job?id=${job.id}`}
              prefetch={false}
              onClick={close}
              className="flex flex-col rounded-sm px-2 py-1.5 hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="truncate text-base font-medium">
                <HostText>{jobTitle(job)}</HostText>
              </span>
              <span className="text-sm text-text-3">
                <HostText>{job.hostName}</HostText> · {jobOutcome(job).word} · <Ago at={job.createdAt} />
              </span>
            </Link>
          </li>
        ))}
        {jobs.length === 0 ? <li className="px-2 py-1.5 text-base text-text-3">No job is running.</li> : null}
      </ul>
      <div className="border-t border-border p-1">
        <Link
          href="/jobs"
          onClick={close}
          className="flex h-8 items-center rounded-sm px-2 text-base text-link hover:bg-hover focus-visible:-outline-offset-2"
        >
          All jobs
        </Link>
      </div>
    </>
  )
}
