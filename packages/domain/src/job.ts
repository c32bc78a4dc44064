import { z } from 'zod'

/** Work the server asks a host's agent to do. The agent re-checks everything at the engine and may refuse. */

export const VolumeCreateParams = z.strictObject({
  name: z.string(),
  driver: z.string().default('local'),
  options: z.record(z.string(), z.string()).default({}),
  labels: z.record(z.string(), z.string()).default({}),
})
export type VolumeCreateParams = z.infer<typeof VolumeCreateParams>

/** `expect` is what the person saw when asking: a namesake that differs is refused (`changed`). */
export const VolumeRemoveParams = z.strictObject({
  name: z.string(),
  expect: z.strictObject({
    driver: z.string(),
    createdAt: z.string().nullable(),
    options: z.record(z.string(), z.string()),
    labels: z.record(z.string(), z.string()),
  }),
})
export type VolumeRemoveParams = z.infer<typeof VolumeRemoveParams>

export const JobSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('volume.create'), params: VolumeCreateParams }),
  z.strictObject({ kind: z.literal('volume.remove'), params: VolumeRemoveParams }),
])
export type JobSpec = z.infer<typeof JobSpec>
export type JobKind = JobSpec['kind']

/** As delivered to the agent. `attempt` fences: a result with an older attempt changes nothing (M6). */
export const JobOrder = z.strictObject({ id: z.uuid(), attempt: z.number().int().positive(), spec: JobSpec })
export type JobOrder = z.infer<typeof JobOrder>

export const JobStage = z.enum(['queued', 'checking', 'creating', 'removing', 'confirming', 'probing', 'done'])
export type JobStage = z.infer<typeof JobStage>

/**
 * succeeded: the engine did it. not_done: proven that nothing happened. failed: tried, the engine refused. refused: not tried (policy
 * or precondition). unknown: cannot be told yet.
 */
export const JobOutcome = z.enum(['succeeded', 'failed', 'refused', 'not_done', 'unknown'])
export type JobOutcome = z.infer<typeof JobOutcome>

export const jobCodes = [
  'created', // made by this job
  'already_there', // an equal volume existed, nothing changed (C2)
  'exists', // a volume of that name with other driver, options or labels exists (C1, M34)
  'removed',
  'already_gone', // nothing to remove (FA10)
  'in_use', // containers of any state refer to it (DS2)
  'changed', // not the volume that was asked about (M27)
  'policy', // the host's policy file refuses; message names the line
  'invalid', // name or options break the rules
  'engine_error', // message is the engine's, redacted
  'engine_timeout',
  'journal', // the agent could not write its journal, so it did nothing (M30)
  'interrupted', // stopped before it reached the engine
] as const
export const JobCode = z.enum(jobCodes)
export type JobCode = z.infer<typeof JobCode>

export const JobResult = z.strictObject({
  outcome: JobOutcome,
  code: JobCode,
  /** One sentence for people: what happened and what to do. Never holds secrets. */
  message: z.string().max(2048),
  details: z.record(z.string(), z.unknown()).default({}),
})
export type JobResult = z.infer<typeof JobResult>

export const JobState = z.enum(['queued', 'sent', 'running', 'succeeded', 'failed', 'refused', 'indeterminate', 'cancelled'])
export type JobState = z.infer<typeof JobState>
export const openJobStates: readonly JobState[] = ['queued', 'sent', 'running', 'indeterminate']

/** A job as people see it. */
export const JobRow = z.object({
  id: z.string(),
  kind: z.string(),
  hostId: z.string(),
  hostName: z.string(),
  volumeName: z.string(),
  volumeId: z.string().nullable(),
  state: JobState,
  stage: JobStage,
  stages: z.array(z.object({ stage: JobStage, at: z.date() })),
  attempt: z.number(),
  requestedBy: z.string(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  lastNewsAt: z.date(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  cancellable: z.boolean(),
})
export type JobRow = z.infer<typeof JobRow>
