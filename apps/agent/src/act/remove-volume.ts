import type { VolumeFact } from '@stowage/domain/facts'
import type { JobResult } from '@stowage/domain/job'
import { canonicalDriver } from '@stowage/domain/option-policy'
import { protectedBy } from '@stowage/domain/protected-by'
import { canonicalJson } from '@stowage/domain/section-hash'
import type { Engine } from '@stowage/engine/connect'
import { EngineError } from '@stowage/engine/engine-error'
import type { VolumeUsers } from '@stowage/engine/volume-users'
import type { JobContext, ParamsOf } from './effect.ts'
import { byPolicy, failed, leavesOpen, notDone, notTried, readOnlyRefusal, refused, succeeded, unknown } from './outcome.ts'

type Params = ParamsOf<'volume.remove'>

const time = (text: string | null) => (text === null ? null : Date.parse(text))

/** What the volume has otherwise than the person saw, as words; empty when it is the same one (M27). */
export function changesSince(expect: Params['expect'], volume: VolumeFact): string[] {
  const changes: string[] = []
  if (canonicalDriver(expect.driver) !== canonicalDriver(volume.driver)) changes.push('driver')
  if (time(expect.createdAt) !== time(volume.createdAt)) changes.push('creation time')
  if (canonicalJson(expect.options) !== canonicalJson(volume.options)) changes.push('options')
  if (canonicalJson(expect.labels) !== canonicalJson(volume.labels)) changes.push('labels')
  return changes
}

function usersRefusal(name: string, { containers, nestedVolumes }: VolumeUsers): JobResult | null {
  if (containers.length > 0) {
    const names = [...new Set(containers.map((user) => `${user.name} (${user.state})`))]
    const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '')
    const users = containers
      .slice(0, 50)
      .map(({ id, name: container, state, how, destination }) => ({ id, container, state, how, destination }))
    return refused('in_use', `"${name}" is used by ${shown}. Remove those containers first.`, { containers: users })
  }
  if (nestedVolumes.length === 0) return null
  return refused('in_use', `Other volumes live inside "${name}": ${nestedVolumes.slice(0, 5).join(', ')}.`, {
    nestedVolumes: nestedVolumes.slice(0, 50),
  })
}

/** Removes one volume by its name after looking at it and at every container once more (A30, D2). Never by force, never more than one. */
export async function removeVolume({ name, expect }: Params, context: JobContext): Promise<JobResult> {
  const { engine, fault } = context
  const readOnly = readOnlyRefusal(context.policy)
  if (readOnly) return readOnly
  try {
    const found = await engine.inspectUncut(name)
    if (!found) return succeeded('already_gone', `There is no volume "${name}" any more. Nothing was removed.`)
    const { volume, labels } = found
    // the uncut labels: the capped ones of the fact may lack the very label that protects it
    const guard = protectedBy(context.policy.policy, { name, labels })
    if (guard) return byPolicy(guard.line, `${guard.line} in this host's policy protects "${name}" (${guard.pattern}).`)
    const changes = context.wasRemovedLately(name) ? ['identity'] : changesSince(expect, volume)
    if (changes.length > 0)
      return refused('changed', `"${name}" is not the volume you looked at: other ${changes.join(', ')}. Look again.`, {
        changes,
      })
    const used = usersRefusal(name, await engine.volumeUsers(volume))
    if (used) return used
  } catch (error) {
    return notTried(error)
  }
  const held = await context.begin()
  if (held) return held
  context.stage('removing')
  try {
    fault('crashBeforeExec')
    const removed = await engine.removeVolume(name)
    fault('crashAfterExec')
    if (removed.outcome === 'already_gone') return succeeded('already_gone', `"${name}" was gone already. Nothing was removed.`)
    if (removed.outcome === 'in_use')
      return failed('in_use', `The engine says that "${name}" is in use. Nothing was removed.`, {
        containerIds: removed.containerIds.slice(0, 50),
      })
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    if (!leavesOpen(error)) return failed('engine_error', error.message)
    const found = await probeRemove({ name }, engine)
    if (found.outcome === 'succeeded') return found
    return unknown(
      error.kind === 'timeout' ? 'engine_timeout' : 'engine_error',
      `It is not known yet whether it was removed: ${error.message}`,
    )
  }
  context.stage('confirming')
  fault('crashBeforeConfirm')
  const isBack = (await engine.inspectVolume(name).catch(() => null)) !== null
  fault('crashAfterConfirm')
  return succeeded(
    'removed',
    isBack ? `"${name}" was removed, and a new volume of that name is there already.` : `"${name}" was removed.`,
    { isBack },
  )
}

/** Is the volume gone? Only looks. */
export async function probeRemove({ name }: Pick<Params, 'name'>, engine: Engine): Promise<JobResult> {
  try {
    const volume = await engine.inspectVolume(name)
    if (!volume) return succeeded('removed', `"${name}" is gone.`)
    return notDone('interrupted', `"${name}" is still there. Nothing was removed; you can ask again.`)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return unknown(
      error.kind === 'timeout' ? 'engine_timeout' : 'engine_error',
      `It is not known yet whether it was removed: ${error.message}`,
    )
  }
}
