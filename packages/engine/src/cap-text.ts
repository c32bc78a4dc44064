import { createHash } from 'node:crypto'
import { caps } from '@stowage/domain/facts'

/** Storable text: NUL and lone surrogates, which Postgres and JSON parsers refuse, become U+FFFD (AP11). */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed()

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** A text of at most `max` UTF-16 units; a longer one ends in a marker with its length and a hash of the whole, so equal stays equal. */
export function capText(text: string, max: number): string {
  const clean = storable(text)
  if (clean.length <= max) return clean
  const marker = `…[cut: ${clean.length} characters, sha256 ${digest(clean)}]`
  return storable(clean.slice(0, max - marker.length)) + marker
}

/** Name of the entry that says how many labels were left out. */
export const cutLabelsKey = 'stowage.cut'

/**
 * Labels within the protocol's caps: 64 of them, values of 1 KiB with a marker and a hash of the whole (AP11). Compose, Docker and
 * Stowage labels are kept first, because grouping and safety depend on them.
 */
export function capLabels(labels: Record<string, string> | null | undefined): Record<string, string> {
  const all = Object.entries(labels ?? {})
  const rank = (key: string) => (/^(com\.docker\.|stowage\.)/.test(key) ? 0 : 1)
  const kept =
    all.length <= caps.labels
      ? all
      : [...all].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0)).slice(0, caps.labels)
  const capped: Record<string, string> = Object.fromEntries(
    kept.map(([key, value]) => [capText(key, caps.labelKey), capText(value, caps.labelValue)]),
  )
  if (kept.length < all.length) capped[cutLabelsKey] = `${all.length - kept.length} of ${all.length} labels left out`
  return capped
}
