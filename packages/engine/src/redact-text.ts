import { caps } from '@stowage/domain/facts'

export const hidden = '•••'

const assignments =
  /\b([\w.-]*(?:pass|passwd|password|password2|pwd|secret|token|credential|credentials|accesskey|access_key|apikey|api_key|private_key|auth)[\w.-]*)(\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&"']+)/gi
const userinfo = /((?:[a-z][a-z0-9+.-]*:)?(?:\/\/|\\\\))[^\s/\\@]+@/gi

/**
 * A text of an engine or plugin without the secrets it may repeat: 20.10 prints `password=` of a failing mount in clear (K1). `secrets`
 * are values the caller knows and that must not appear (K3). Capped to what a report may hold.
 */
export function redactText(text: string, secrets: readonly string[] = []): string {
  let clean = text.length > 16 * caps.error ? text.slice(0, 16 * caps.error) : text
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length > 2) clean = clean.replaceAll(secret, hidden)
  }
  clean = clean.replace(assignments, `$1$2${hidden}`).replace(userinfo, `$1${hidden}@`)
  clean = clean.replaceAll('\0', '\uFFFD').toWellFormed()
  return clean.length > caps.error ? `${clean.slice(0, caps.error - 1).toWellFormed()}…` : clean
}
