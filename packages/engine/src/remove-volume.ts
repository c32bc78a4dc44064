import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { isNoSuchVolume } from './inspect-volume.ts'
import { segment } from './url-segment.ts'

/** `in_use`: the engine itself refused; `containerIds` only to show names (V20). */
export type RemoveVolumeOutcome = { outcome: 'removed' | 'already_gone' } | { outcome: 'in_use'; containerIds: string[] }

/**
 * Removes one volume by its name and in no other way (D5). The engine's own refusal covers only plain references (D1): read
 * `volumeUsers` directly before.
 * @throws EngineError; `timeout` and `unreachable` leave open whether the volume is gone
 */
export async function removeVolume(call: EngineCall, name: string): Promise<RemoveVolumeOutcome> {
  try {
    await call({ method: 'DELETE', path: `/volumes/${segment(name)}`, deadline: 'write' })
    return { outcome: 'removed' }
  } catch (error) {
    if (isNoSuchVolume(error)) return { outcome: 'already_gone' }
    if (!(error instanceof EngineError) || error.statusCode !== 409) throw error
    return { outcome: 'in_use', containerIds: [...error.containerIds] }
  }
}
