/**
 * What an engine's own words say beyond its status, for the few cases in which the status alone is not enough.
 * `no_such_volume`: a 404 that is about the volume, not about a plugin that is missing. `version_refused`: it speaks another API
 * version; nothing was done. `disk_usage_running`: it is measuring for somebody else (M1, B10).
 */
export type ErrorReason = 'no_such_volume' | 'version_refused' | 'disk_usage_running'

const words: readonly { reason: ErrorReason; statusCode: number; text: RegExp }[] = [
  { reason: 'no_such_volume', statusCode: 404, text: /no such volume/i },
  { reason: 'version_refused', statusCode: 400, text: /client version \S+ is too (?:new|old)/ },
  { reason: 'disk_usage_running', statusCode: 500, text: /a disk usage operation is already running/ },
]

/** `text` is the engine's raw text: redacted, a volume called `db-secret` would hide the words that count. Pure. */
export const errorReason = (statusCode: number, text: string): ErrorReason | null =>
  words.find((each) => each.statusCode === statusCode && each.text.test(text))?.reason ?? null

const idsMax = 1000

/** The containers that an engine names in its refusal (V20), before anything is cut off. Pure. */
export const namedContainers = (text: string): string[] => (text.match(/\b[0-9a-f]{64}\b/g) ?? []).slice(0, idsMax)
