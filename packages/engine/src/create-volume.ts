import type { VolumeFact } from '@stowage/domain/facts'
import type { EngineCall } from './engine-call.ts'
import { readVolume } from './inspect-volume.ts'
import { parseReply } from './parse-reply.ts'
import { secretValues } from './redact-options.ts'
import { VolumeReply } from './replies.ts'
import { volumeFact } from './volume-fact.ts'

/** Labels of Stowage itself: no part of what a person asked for. */
export const uidLabel = 'stowage.uid'
const isOurs = (key: string) => key.startsWith('stowage.')

export type CreateVolumeRequest = {
  name: string
  driver: string
  options: Record<string, string>
  labels: Record<string, string>
  /** Unique to this attempt, kept as a label: proves later that we made the volume (D3). */
  uid: string
}

/**
 * `created`: by this attempt. `already_there`: an equal volume existed. `exists`: another one has the name; `differences` names what
 * differs, never values. Nothing was changed in the last two cases.
 */
export type CreateVolumeOutcome = {
  outcome: 'created' | 'already_there' | 'exists'
  volume: VolumeFact
  differences: string[]
}

const canonicalDriver = (driver: string) => driver.replace(/:latest$/, '')

function keysThatDiffer(a: Record<string, string>, b: Record<string, string>): string[] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].filter((key) => a[key] !== b[key]).sort()
}

/** What a volume has otherwise than asked, as "driver", "option o", "label team"; the labels of Stowage do not count. Pure. */
export function volumeDifferences(asked: Omit<CreateVolumeRequest, 'uid'>, found: VolumeReply): string[] {
  const userLabels = (labels: Record<string, string>) =>
    Object.fromEntries(Object.entries(labels).filter(([key]) => !isOurs(key)))
  return [
    ...(canonicalDriver(asked.driver) === canonicalDriver(found.Driver ?? 'local') ? [] : ['driver']),
    ...keysThatDiffer(asked.options, found.Options ?? {}).map((key) => `option ${key}`),
    ...keysThatDiffer(userLabels(asked.labels), userLabels(found.Labels ?? {})).map((key) => `label ${key}`),
  ]
}

/**
 * Makes a volume. The engine answers 201 for a taken name and hands out the old volume (O1), so the name is looked up first and the
 * answer's uid label compared. Nothing is checked against the host's policy here, and nothing deleted on failure.
 * @throws EngineError; `timeout` and `unreachable` leave open whether the volume exists
 */
export async function createVolume(call: EngineCall, request: CreateVolumeRequest): Promise<CreateVolumeOutcome> {
  const { name, driver, options, uid } = request
  const before = await readVolume(call, name)
  const made =
    before ??
    parseReply(
      VolumeReply,
      await call({
        method: 'POST',
        path: '/volumes/create',
        body: { Name: name, Driver: driver, DriverOpts: options, Labels: { ...request.labels, [uidLabel]: uid } },
        deadline: 'write',
        secrets: secretValues(driver, options),
      }),
      'new volume',
    )
  const volume = volumeFact(made)
  if (made.Labels?.[uidLabel] === uid) return { outcome: 'created', volume, differences: [] }
  const differences = volumeDifferences(request, made)
  return { outcome: differences.length > 0 ? 'exists' : 'already_there', volume, differences }
}
