import type { Progress } from '@stowage/agent/link/progress'
import type { SessionJobs } from '@stowage/agent/link/session'
import type { JobOrder, JobResult } from '@stowage/domain/job'
import type { SyntheticEngine } from './synthetic-engine.ts'

export type JobsOptions = {
  engine: SyntheticEngine
  progress: Progress
  onCreated: () => void
  onResult: () => void
}

type Outgoing = ReturnType<SessionJobs['outbox']['list']>[number]

/** Creates volumes in the synthetic engine and refuses every other job in words. Without a journal: a simulated host has no crash to survive. */
export function syntheticJobs({ engine, progress, onCreated, onResult }: JobsOptions): SessionJobs {
  const outgoing = new Map<string, Outgoing>()
  const carryOut = ({ id, attempt, spec }: JobOrder): JobResult => {
    if (spec.kind !== 'volume.create')
      return { outcome: 'refused', code: 'policy', message: 'A simulated host only creates volumes.', details: {} }
    progress.tell(id, attempt, 'creating')
    if (!engine.create(spec.params))
      return { outcome: 'failed', code: 'exists', message: 'A volume of this name exists on this host.', details: {} }
    onCreated()
    return { outcome: 'succeeded', code: 'created', message: 'Created.', details: {} }
  }
  return {
    take: (job) => {
      if (!outgoing.has(job.id)) outgoing.set(job.id, { jobId: job.id, attempt: job.attempt, result: carryOut(job) })
      onResult()
    },
    cancel: () => {},
    isSettled: () => true,
    outbox: {
      list: () => [...outgoing.values()],
      delivered: async ({ jobId }) => void outgoing.delete(jobId),
    },
  }
}
