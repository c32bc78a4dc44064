import type { JobResult } from '@stowage/domain/job'
import type { Engine } from '@stowage/engine/connect'
import { uidLabel } from '@stowage/engine/create-volume'
import { EngineError } from '@stowage/engine/engine-error'
import { createRefusal, type HostLook } from './create-checks.ts'
import type { JobContext, ParamsOf } from './effect.ts'
import { failed, leavesOpen, notDone, notTried, succeeded, unknown } from './outcome.ts'

type Params = ParamsOf<'volume.create'>

/** The volume drivers of a host: those the engine names and those that hold a volume; the first use of a plugin may still be to come. */
async function hostDrivers(engine: Engine): Promise<string[]> {
  const { volumePlugins } = await engine.readEngine()
  return ['local', ...volumePlugins]
}

/** Makes a volume, never takes one over: a namesake stays as it is (C1, M34), and nothing is removed on failure. */
export async function createVolume(params: Params, context: JobContext, look: HostLook): Promise<JobResult> {
  const { engine, id, fault } = context
  try {
    const refusal = await createRefusal(params, context.policy, await hostDrivers(engine), look)
    if (refusal) return refusal
  } catch (error) {
    return notTried(error)
  }
  const held = await context.begin()
  if (held) return held
  context.stage('creating')
  try {
    fault('crashBeforeExec')
    const { outcome, differences } = await engine.createVolume({ ...params, uid: id })
    fault('crashAfterExec')
    if (outcome === 'already_there')
      return succeeded('already_there', `An equal volume "${params.name}" was there already. Nothing changed.`)
    if (outcome === 'exists') return namesake(params.name, differences)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    if (error.statusCode === 409) return failed('exists', error.message)
    if (!leavesOpen(error)) return failed('engine_error', error.message)
    const found = await probeCreate(params, id, engine)
    if (found.outcome === 'succeeded') return found
    return unknown(
      error.kind === 'timeout' ? 'engine_timeout' : 'engine_error',
      `It is not known yet whether it was made: ${error.message}`,
    )
  }
  context.stage('confirming')
  fault('crashBeforeConfirm')
  const confirmed = await probeCreate(params, id, engine)
  fault('crashAfterConfirm')
  return confirmed.outcome === 'not_done'
    ? failed('engine_error', 'The engine made the volume, and it was gone right after.')
    : confirmed
}

const namesake = (name: string, differences: string[]) =>
  failed('exists', `A volume "${name}" exists with another ${list(differences)}. It was not touched. Choose another name.`, {
    differences,
  })

const list = (words: readonly string[]) => words.slice(0, 10).join(', ')

/** Did this job make its volume? Only looks. */
export async function probeCreate({ name }: Pick<Params, 'name'>, id: string, engine: Engine): Promise<JobResult> {
  try {
    const volume = await engine.inspectVolume(name)
    if (!volume) return notDone('interrupted', `No volume "${name}" was made. You can ask again.`)
    if (volume.labels[uidLabel] === id)
      return succeeded('created', `Volume "${name}" was made.`, { mountpoint: volume.mountpoint })
    if (volume.labels[uidLabel]) return notDone('exists', `Another job made a volume "${name}" first. It was not touched.`)
    // The engine stores labels after the driver made the volume, so a crash between the two leaves it without (V8).
    return unknown('exists', `A volume "${name}" without the mark of this job exists. Look at it before you use it.`)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return unknown(
      error.kind === 'timeout' ? 'engine_timeout' : 'engine_error',
      `It is not known yet whether it was made: ${error.message}`,
    )
  }
}
