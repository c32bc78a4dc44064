import type { JobOrder, JobResult } from '@stowage/domain/job'
import type { Journal } from './journal.ts'

export type Outgoing = { jobId: string; attempt: number; result: JobResult }

/** Results on their way to the server: kept until it took them, across restarts for all that the journal could store (M7). */
export class Outbox {
  private readonly journal: Journal
  private readonly onNews: () => void
  /** Results that are no final word, that the journal could not take, or that the server asked for once more. */
  private readonly loose = new Map<string, Outgoing>()
  private readonly doubtsTold = new Map<string, string>()

  constructor(journal: Journal, onNews: () => void) {
    this.journal = journal
    this.onNews = onNews
  }

  /** A result for the first time. An unknown one is not the last word: it is told once and the job is looked at again later. */
  async settle(job: JobOrder, attempt: number, result: JobResult): Promise<void> {
    if (result.outcome === 'unknown') {
      const doubt = `${attempt} ${result.code}`
      if (this.doubtsTold.get(job.id) === doubt) return
      this.doubtsTold.set(job.id, doubt)
      this.again(job.id, attempt, result)
      return
    }
    this.doubtsTold.delete(job.id)
    const isKept = await this.journal.done(job.id, attempt, result).then(
      () => true,
      () => false,
    )
    if (isKept) this.loose.delete(job.id)
    else this.loose.set(job.id, { jobId: job.id, attempt, result })
    this.onNews()
  }

  /** The server asks for a result that it may have had already. */
  again(jobId: string, attempt: number, result: JobResult): void {
    this.loose.set(jobId, { jobId, attempt, result })
    this.onNews()
  }

  /** What the server has not taken, each under the newest attempt. */
  list(): Outgoing[] {
    const kept = this.journal.all().flatMap(({ id, job, result, delivered }): Outgoing[] => {
      if (!job || !result || delivered === job.attempt || this.loose.has(id)) return []
      return [{ jobId: id, attempt: job.attempt, result }]
    })
    return [...this.loose.values(), ...kept]
  }

  async delivered({ jobId, attempt }: Outgoing): Promise<void> {
    if (this.loose.get(jobId)?.attempt === attempt) this.loose.delete(jobId)
    await this.journal.delivered(jobId, attempt).catch(() => {})
  }
}
