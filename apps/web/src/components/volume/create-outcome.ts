import type { JobRow } from '@stowage/domain/job'
import { isOpen, jobOutcome } from '../job/job-words.ts'

export interface CreateLine {
  host: string
  error: string | null
  job: JobRow | undefined
}

/** Failed for certain, and asking again can help. An unknown outcome is never asked again from here. */
export const retryable = ({ error, job }: CreateLine): boolean =>
  error !== null ||
  (job !== undefined && ['failed', 'refused', 'cancelled'].includes(job.state) && job.code !== 'exists' && job.code !== 'invalid')

/** "web-01 created · web-02 refused by its policy · web-03 under way". */
export const createSummary = (lines: readonly CreateLine[]): string =>
  lines.map((line) => `${line.host} ${outcomeOf(line)}`).join(' · ')

function outcomeOf({ error, job }: CreateLine): string {
  if (error !== null) return 'refused'
  if (!job) return 'under way'
  if (job.state === 'indeterminate') return 'outcome unknown'
  if (isOpen(job)) return 'under way'
  if (job.state === 'succeeded') return job.code === 'already_there' ? 'had it already' : 'created'
  if (job.state === 'refused') return job.code === 'policy' ? 'refused by its policy' : 'refused'
  return jobOutcome(job).word.toLowerCase()
}
