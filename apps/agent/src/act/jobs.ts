import type { JobOrder, JobResult, JobStage } from '@stowage/domain/job'
import type { Engine } from '@stowage/engine/connect'
import { redactOptions } from '@stowage/engine/redact-options'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { PolicyState } from '../policy.ts'
import { type HostLook, hostLook } from './create-checks.ts'
import { createVolume, probeCreate } from './create-volume.ts'
import type { JobContext } from './effect.ts'
import type { Fault } from './fault.ts'
import { InTurn } from './in-turn.ts'
import type { Journal } from './journal.ts'
import { limitRefusal } from './limits.ts'
import { Outbox } from './outbox.ts'
import { notDone, refused, unknown } from './outcome.ts'
import { probeRemove, removeVolume } from './remove-volume.ts'

export type JobsOptions = {
  journal: Journal
  /** The engine that answers, null when there is none. */
  engine: () => Promise<Engine | null>
  readPolicy: () => Promise<PolicyState>
  wasRemovedLately: (volume: string) => boolean
  clock: Clock
  log: Log
  fault: Fault
  onProgress: (jobId: string, attempt: number, stage: JobStage) => void
  /** The outbox has something new. */
  onResult: () => void
  look?: HostLook
}

export type Jobs = ReturnType<typeof createJobs>

/** A job as the journal may keep it: what comes after a crash needs the name, never the secrets among the options (K1). */
function recorded(job: JobOrder): JobOrder {
  if (job.spec.kind !== 'volume.create') return job
  const { params } = job.spec
  return { ...job, spec: { ...job.spec, params: { ...params, options: redactOptions(params.driver, params.options) } } }
}

const diskFull = 'The agent cannot write its journal on this host, so it did nothing. Is the disk full?'

/**
 * Carries out jobs, each at most once in its life: the journal knows what was begun, and whatever was begun and not finished is only
 * looked at, never done again (FA1, AP6).
 */
export function createJobs(options: JobsOptions) {
  const { journal, clock, log, fault } = options
  const turns = new InTurn()
  /** Jobs in this process, with the newest attempt that the server named. */
  const active = new Map<string, { attempt: number; cancelled: boolean; begun: boolean }>()
  const beginning = new Map<string, string>()
  const outbox = new Outbox(journal, options.onResult)

  const settle = async (job: JobOrder, result: JobResult) => {
    const attempt = active.get(job.id)?.attempt ?? job.attempt
    log.info('job settled', { jobId: job.id, kind: job.spec.kind, outcome: result.outcome, code: result.code })
    fault('crashBeforeDone')
    await outbox.settle(job, attempt, result)
    fault('crashAfterDone')
  }

  const begin = (job: JobOrder, policy: PolicyState) => async (): Promise<JobResult | null> => {
    const { kind } = job.spec
    const underWay = [...beginning.values()].filter((each) => each === kind).length
    const limit = limitRefusal(kind, policy.policy.limits, journal.all(), { now: clock.now(), underWay })
    if (limit) return limit
    const state = active.get(job.id)
    if (state?.cancelled) return notDone('interrupted', 'The job was cancelled before it reached the engine.')
    if (state) state.begun = true
    beginning.set(job.id, kind)
    fault('crashBeforeExecuting')
    try {
      await journal.executing(job.id)
      fault('crashAfterExecuting')
      return null
    } catch (error) {
      log.error('the journal cannot be written', { reason: String(error) })
      return refused('journal', diskFull)
    } finally {
      beginning.delete(job.id)
    }
  }

  const act = async (job: JobOrder): Promise<JobResult> => {
    const stage = (name: JobStage) => options.onProgress(job.id, active.get(job.id)?.attempt ?? job.attempt, name)
    if (active.get(job.id)?.cancelled) return notDone('interrupted', 'The job was cancelled before it began.')
    stage('checking')
    const policy = await options.readPolicy()
    const engine = await options.engine()
    if (!engine) return notDone('engine_error', 'Nothing was changed: the Docker Engine of this host cannot be reached.')
    const context: JobContext = {
      id: job.id,
      engine,
      policy,
      wasRemovedLately: options.wasRemovedLately,
      stage,
      begin: begin(job, policy),
      fault,
    }
    if (job.spec.kind === 'volume.create') return createVolume(job.spec.params, context, options.look ?? hostLook)
    return removeVolume(job.spec.params, context)
  }

  const probe = async (job: JobOrder): Promise<JobResult> => {
    options.onProgress(job.id, active.get(job.id)?.attempt ?? job.attempt, 'probing')
    const engine = await options.engine()
    if (!engine) return unknown('engine_error', 'The Docker Engine of this host cannot be reached, so nobody knows yet.')
    if (job.spec.kind === 'volume.create') return probeCreate(job.spec.params, job.id, engine)
    return probeRemove(job.spec.params, engine)
  }

  const run = (job: JobOrder, work: (job: JobOrder) => Promise<JobResult>) => {
    active.set(job.id, { attempt: job.attempt, cancelled: false, begun: false })
    void turns.run(job.spec.params.name, async () => {
      try {
        await settle(job, await work(job))
      } catch (error) {
        log.error('job broke', { jobId: job.id, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) })
        await settle(job, unknown('engine_error', 'The agent met an error of its own. It will look again whether it happened.'))
      } finally {
        active.delete(job.id)
      }
    })
  }

  const accept = async (job: JobOrder): Promise<JobResult> => {
    fault('crashBeforeAccepted')
    try {
      await journal.accepted(recorded(job))
    } catch (error) {
      log.error('the journal cannot be written', { reason: String(error) })
      return refused('journal', diskFull)
    }
    fault('crashAfterAccepted')
    return act(job)
  }

  /** A job the journal knows nothing of, which the server has sent before: it is doubted before it is accepted, so nothing acts. */
  const acceptDoubted = async (job: JobOrder): Promise<JobResult> => {
    await journal.doubted(job.id)
    await journal.accepted(recorded(job))
    return probe(job)
  }

  return {
    /** A job from the server. `probeOnly`: it was sent before, so it may only be looked at unless the journal knows better. */
    take(job: JobOrder, probeOnly: boolean): void {
      const known = journal.get(job.id)
      const running = active.get(job.id)
      if (job.attempt < Math.max(known?.job?.attempt ?? 0, running?.attempt ?? 0)) {
        log.warn('an overtaken attempt was ignored', { jobId: job.id, attempt: job.attempt })
        return
      }
      const isNewer = known?.job?.attempt !== job.attempt
      if (running) {
        running.attempt = job.attempt
        // Its result may be on its way out under the older attempt: it goes out again under this one.
        if (isNewer && known?.job)
          void journal.accepted(recorded({ ...known.job, attempt: job.attempt })).then(options.onResult, () => {})
        return
      }
      if (!known) {
        run(job, probeOnly ? acceptDoubted : accept)
        return
      }
      const same = known.job ? { ...known.job, attempt: job.attempt } : job
      if (isNewer) void journal.accepted(recorded(same)).catch(() => {})
      if (known.result) outbox.again(job.id, job.attempt, known.result)
      else run(same, probe)
    },

    /** Stops a job that has not reached the engine; anything later is too late and goes on. */
    cancel(jobId: string): void {
      const running = active.get(jobId)
      if (running && !running.begun) running.cancelled = true
    },

    /** After a start, and whenever the engine is back: settles what was begun and never finished. */
    recover(): void {
      for (const record of journal.all()) {
        if (!record.job || record.result || active.has(record.id)) continue
        const interrupted = async () =>
          notDone('interrupted', 'The agent stopped before it asked the engine. Nothing was changed; you can ask again.')
        run(record.job, record.step === 'accepted' ? interrupted : probe)
      }
    },

    outbox,

    /** Whether every job that was begun has a result. */
    isSettled: (): boolean => journal.all().every((record) => record.result !== null || record.job === null),

    idle: () => turns.idle(),
  }
}
