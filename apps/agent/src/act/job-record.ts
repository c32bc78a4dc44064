import type { JobOrder, JobResult } from '@stowage/domain/job'
import type { JournalEntry } from './journal-line.ts'

/** What the journal knows of a job. `job` is null when only a damaged line named it. */
export type JobRecord = {
  id: string
  job: JobOrder | null
  step: 'accepted' | 'executing' | 'done' | 'doubted'
  /** When it was about to reach the engine, for the limits an hour. */
  executedAt: string | null
  result: JobResult | null
  /** The attempt whose result the server took. */
  delivered: number | null
}

/** Adds one entry to what is known of the jobs. */
export function applyEntry(records: Map<string, JobRecord>, entry: JournalEntry): void {
  const id = entry.step === 'accepted' ? entry.job.id : entry.id
  const known = records.get(id)
  const record = known ?? { id, job: null, step: 'doubted', executedAt: null, result: null, delivered: null }
  if (!known) records.set(id, record)
  if (entry.step === 'accepted') {
    record.job = entry.job
    if (!known) record.step = 'accepted'
  } else if (entry.step === 'executing') {
    record.executedAt = entry.at
    record.step = 'executing'
  } else if (entry.step === 'done') {
    record.step = 'done'
    record.result = entry.result
  } else if (entry.step === 'delivered') {
    record.delivered = entry.attempt
  } else if (record.step !== 'done') {
    record.step = 'doubted'
  }
}

/** The shortest entries that give this record again. */
export function entriesOf(record: JobRecord, at: string): JournalEntry[] {
  const { id, job, result } = record
  const entries: JournalEntry[] = []
  if (job) entries.push({ step: 'accepted', at, job })
  if (record.executedAt) entries.push({ step: 'executing', at: record.executedAt, id })
  if (record.step === 'doubted') entries.push({ step: 'doubted', at, id })
  if (result) entries.push({ step: 'done', at, id, attempt: job?.attempt ?? 1, result })
  if (record.delivered !== null) entries.push({ step: 'delivered', at, id, attempt: record.delivered })
  return entries
}
