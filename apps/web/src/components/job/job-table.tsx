'use client'
import type { JobRow } from '@stowage/domain/job'
import { Link } from '@/components/ui/link.tsx'
import { type Column, PlainTable } from '@/components/ui/plain-table.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { Time } from '@/components/ui/time.tsx'
import { JobPill } from './job-pill.tsx'
import { jobOutcome, jobTitle } from './job-words.ts'

const columns: Column<JobRow>[] = [
  {
    label: 'Job',
    className: 'sm:w-[24%]',
    long: true,
    phone: 'title',
    cell: (job) => (
      <Link href={`/job?id=${job.id}`} className="font-medium">
        <HostText>{jobTitle(job)}</HostText>
      </Link>
    ),
  },
  {
    label: 'Host',
    cell: (job) => <Link href={`/host?id=${job.hostId}`}>{job.hostName}</Link>,
  },
  { label: 'Outcome', phone: 'end', cell: (job) => <JobPill job={job} /> },
  {
    label: 'What happened',
    className: 'max-lg:hidden sm:w-[34%]',
    long: true,
    cell: (job) => (
      <span className="text-text-2">
        <HostText>{jobOutcome(job).sentence}</HostText>
      </span>
    ),
  },
  { label: 'Asked by', cell: (job) => job.requestedBy },
  { label: 'Asked', figure: true, className: 'whitespace-nowrap', cell: (job) => <Time at={job.createdAt} /> },
]

export const JobTable = ({ caption, jobs }: { caption: string; jobs: readonly JobRow[] }) => (
  <PlainTable caption={caption} columns={columns} rows={jobs} rowKey={(job) => job.id} />
)
