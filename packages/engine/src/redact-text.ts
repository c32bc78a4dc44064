import { caps } from '@stowage/domain/facts'

export const hidden = '•••'

/** How engines, drivers and the system begin an error after `name: `; so no secret begins. */
const errorWords = [
  'no such (?:volume|plugin|file|device|host|container|process|image|network)',
  '(?:volume )?not found',
  'plugin "',
  'volume is in use',
  'volume name must be unique',
  'found reference to volume',
  'error (?:while|looking|response|getting|creating|removing|mounting|reading)',
  'failed to',
  String.raw`VolumeDriver\.`,
  '(?:connect|dial|read|write): ',
  '(?:permission|access) denied',
  'operation not (?:permitted|supported)',
  'device or resource busy',
  'directory not empty',
  'connection (?:refused|reset|timed out)',
  'context (?:deadline exceeded|canceled)',
  'invalid (?:argument|option|mount)',
  'input/output error',
  'read-only file system',
  'no space left',
  '(?:file )?(?:already )?exists',
].join('|')

/** All repetitions are bounded: a plugin chooses this text (H9). */
const assignments = new RegExp(
  String.raw`((?:pass|pwd|secret|token|credential|access_?key|api_?key|private_?key|authorization|auth(?=["'\s=:]))[\w.-]{0,40}["']?\s{0,4}` +
    String.raw`(?:=|:(?! (?:${errorWords})))\s{0,4})` +
    String.raw`((?:bearer|basic)\s{1,4}\S{1,4096}|"[^"]{0,4096}"?|'[^']{0,4096}'?|[^\s,;&"']{1,4096})`,
  'gi',
)
/** The engine's own beginning of an error. The name of a volume or driver is no secret, however it ends. */
const operation = /^(?:get|create|remove|list|mount|unmount) [\w./:-]{1,255}: /
const userinfo = /((?:[a-z][a-z0-9+.-]{0,30}:)?(?:\/\/|\\\\))[^\s/\\@]+@/gi

/**
 * A text of an engine or plugin without the secrets it may repeat: 20.10 prints `password=` of a failing mount in clear (K1). `secrets`
 * are values the caller knows and that must not appear (K3). Capped to what a report may hold.
 */
export function redactText(text: string, secrets: readonly string[] = []): string {
  let clean = text.length > 16 * caps.error ? text.slice(0, 16 * caps.error) : text
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length > 2) clean = clean.replaceAll(secret, hidden)
  }
  const begin = operation.exec(clean)?.[0] ?? ''
  clean = begin + clean.slice(begin.length).replace(assignments, `$1${hidden}`)
  clean = clean.replace(userinfo, `$1${hidden}@`)
  clean = clean.replaceAll('\0', '\uFFFD').toWellFormed()
  return clean.length > caps.error ? `${clean.slice(0, caps.error - 1).toWellFormed()}…` : clean
}
