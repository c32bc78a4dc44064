import type { VolumeFact } from '@stowage/domain/facts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { parseReply } from './parse-reply.ts'
import { VolumeReply } from './replies.ts'
import { segment } from './url-segment.ts'
import { volumeFact } from './volume-fact.ts'

/** A 404 also stands for a plugin that is missing, which says nothing about the volume: the engine's own words tell them apart. */
export const isNoSuchVolume = (error: unknown): boolean => error instanceof EngineError && error.reason === 'no_such_volume'

/** The volume with its options in clear, for comparing only. Null when it does not exist. Throws EngineError. */
export async function readVolume(call: EngineCall, name: string): Promise<VolumeReply | null> {
  try {
    const reply = await call({ method: 'GET', path: `/volumes/${segment(name)}`, deadline: 'volumes' })
    return parseReply(VolumeReply, reply, 'description of a volume')
  } catch (error) {
    if (isNoSuchVolume(error)) return null
    throw error
  }
}

/** `labels`: all of them in full, where those of `volume` are capped for the protocol and may lack the one that protects it (AP11). */
export type UncutVolume = { volume: VolumeFact; labels: Record<string, string> }

/** One volume for decisions on this host; its uncut labels are not to be sent. Null when there is none. Throws EngineError. */
export async function inspectUncut(call: EngineCall, name: string): Promise<UncutVolume | null> {
  const volume = await readVolume(call, name)
  return volume && { volume: volumeFact(volume), labels: volume.Labels ?? {} }
}

/** One volume, redacted. Null when the engine has none of that name. Throws EngineError. */
export async function inspectVolume(call: EngineCall, name: string): Promise<VolumeFact | null> {
  const volume = await readVolume(call, name)
  return volume && volumeFact(volume)
}
