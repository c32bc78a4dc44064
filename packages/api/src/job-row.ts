import type { Job } from '@stowage/db/generated/client'
import { type JobRow, JobStage, JobState } from '@stowage/domain/job'
import { z } from 'zod'

const Stages = z.array(z.object({ stage: JobStage, at: z.coerce.date() }))

/** Until the agent has begun to act, nothing has been sent to the engine, so stopping is certain. */
export const cancellableStates: readonly JobState[] = ['queued']

/** A job as people see it. `volumeId`: the present volume of that name on that host, or its last life. */
export function jobRow(job: Job & { host: { name: string } }, volumeId: string | null): JobRow {
  const state = JobState.parse(job.state)
  const { id, kind, hostId, volumeName, attempt, requestedBy, createdAt, startedAt, finishedAt, lastNewsAt, code, message } = job
  return {
    ...{ id, kind, hostId, volumeName, attempt, requestedBy, createdAt, startedAt, finishedAt, lastNewsAt, code, message },
    hostName: job.host.name,
    volumeId,
    state,
    stage: JobStage.parse(job.stage),
    stages: Stages.parse(job.stages),
    cancellable: cancellableStates.includes(state),
  }
}
