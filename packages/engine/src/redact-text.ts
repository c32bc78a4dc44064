import { caps } from '@stowage/domain/facts'

export const hidden = '•••'

/** All repetitions are bounded: a plugin chooses this text (H9). */
const assignments =
  /((?:pass|pwd|secret|token|credential|access_?key|api_?key|private_?key|authorization|auth(?=["'\s=:]))[\w.-]{0,40}["']?\s{0,4}[=:]\s{0,4})((?:bearer|basic)\s{1,4}\S{1,4096}|"[^"]{0,4096}"?|'[^']{0,4096}'?|[^\s,;&"']{1,4096})/gi
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
  clean = clean.replace(assignments, `$1${hidden}`).replace(userinfo, `$1${hidden}@`)
  clean = clean.replaceAll('\0', '\uFFFD').toWellFormed()
  return clean.length > caps.error ? `${clean.slice(0, caps.error - 1).toWellFormed()}…` : clean
}
