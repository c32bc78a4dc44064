import type { SessionOptions } from './session.ts'

/**
 * Sends every result that the server has not taken.
 * @throws LinkError
 */
export async function deliverResults(
  options: Pick<SessionOptions, 'client' | 'jobs' | 'progress' | 'fault' | 'log' | 'signal'>,
): Promise<void> {
  const { client, jobs, progress, fault, log, signal } = options
  for (const outgoing of jobs.outbox.list()) {
    await progress.sent()
    fault('crashBeforeResult')
    const { accepted } = await client.result(outgoing.jobId, outgoing.attempt, outgoing.result, signal)
    fault('crashAfterResult')
    if (!accepted) log.warn('the server took no result of this attempt', { jobId: outgoing.jobId, attempt: outgoing.attempt })
    await jobs.outbox.delivered(outgoing)
  }
}
