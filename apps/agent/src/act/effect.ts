import type { JobResult, JobSpec, JobStage } from '@stowage/domain/job'
import type { Engine } from '@stowage/engine/connect'
import type { PolicyState } from '../policy.ts'
import type { Fault } from './fault.ts'

/** What a kind of job may use. */
export type JobContext = {
  id: string
  engine: Engine
  policy: PolicyState
  /** The engine told of this volume's end and the server may not know yet. */
  wasRemovedLately: (name: string) => boolean
  stage: (stage: JobStage) => void
  /** Takes one from the limit an hour and journals that the engine is about to be asked for a change; a result refuses. */
  begin: () => Promise<JobResult | null>
  fault: Fault
}

export type ParamsOf<K extends JobSpec['kind']> = Extract<JobSpec, { kind: K }>['params']
