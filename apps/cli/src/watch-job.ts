import { setTimeout as pause } from 'node:timers/promises'
import { type JobRow, openJobStates } from '@stowage/domain/job'
import type { Client } from './client.ts'
import type { Output } from './output.ts'

const isEnded = (job: JobRow) => !openJobStates.includes(job.state) || job.state === 'indeterminate'

function tell(job: JobRow, output: Output) {
  if (output.json) output.note(JSON.stringify({ jobId: job.id, host: job.hostName, stage: job.stage, state: job.state }))
  else output.note(`${job.hostName}: ${job.state === 'indeterminate' ? 'outcome unknown' : job.stage}`)
}

/**
 * Follows a job until it ends or its outcome is unknown. Ctrl-C asks the server to cancel; a job that reached the engine goes on, and
 * the returned row says so.
 */
export async function watchJob(client: Client, id: string, output: Output): Promise<JobRow> {
  const interrupted = new AbortController()
  const interrupt = () => interrupted.abort()
  process.once('SIGINT', interrupt)
  try {
    let told = ''
    for (;;) {
      const job = await client.jobs.get.query({ id })
      const news = `${job.state} ${job.stage}`
      if (news !== told) tell(job, output)
      told = news
      if (isEnded(job)) return job
      if (interrupted.signal.aborted) return await cancel(client, id, output)
      await pause(250, undefined, { signal: interrupted.signal }).catch(() => {})
    }
  } finally {
    process.removeListener('SIGINT', interrupt)
  }
}

async function cancel(client: Client, id: string, output: Output): Promise<JobRow> {
  try {
    const job = await client.jobs.cancel.mutate({ id })
    output.note(
      job.state === 'cancelled' ? 'Cancelled. Nothing was changed.' : `Job ${id} goes on. Look with: stowage jobs watch ${id}`,
    )
    return job
  } catch (error) {
    output.note(error instanceof Error ? error.message : String(error))
    return await client.jobs.get.query({ id })
  }
}

/** 0 when the job did what was asked. */
export const exitCodeOf = (job: JobRow): number => (job.state === 'succeeded' ? 0 : 1)

export const outcomeLine = (job: JobRow): string => {
  const what = job.message ?? job.state
  return job.state === 'indeterminate'
    ? `${job.hostName}: outcome unknown. Stowage will look, and will not repeat it.`
    : `${job.hostName}: ${what}`
}
