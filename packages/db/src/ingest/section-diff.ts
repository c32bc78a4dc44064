import type { SectionStatus } from '@stowage/domain/report'
import { storable } from '../storable.ts'
import type { Item } from './ingest.ts'

type Part = { status: SectionStatus; remove: readonly string[]; only: readonly string[] | null }

/** Hash of each key that the database holds, as far as the section can touch it. */
export type Held = ReadonlyMap<string, string>

export type SectionDiff<T> = { changed: Item<T>[]; gone: string[] }

/** The keys whose rows must be known to apply a section, or null for all of the host's. */
export const touchedKeys = <T>(part: Part, items: readonly Item<T>[]): string[] | null =>
  part.only ? null : [...items.map(({ key }) => key), ...storable([...part.remove])]

/**
 * What a section changes: nothing by `error` and `skipped`, no removal but by `ok`, which proves absence (M15). A key that is removed and
 * present in one section is another object of that name.
 */
export function sectionDiff<T>(part: Part, items: readonly Item<T>[], held: Held): SectionDiff<T> {
  if (part.status === 'error' || part.status === 'skipped') return { changed: [], gone: [] }
  const isOk = part.status === 'ok'
  const removed = new Set(isOk ? storable([...part.remove]) : [])
  const present = new Set(items.map(({ key }) => key))
  const only = isOk && part.only ? new Set(storable([...part.only])) : null
  const gone = [...held.keys()].filter((key) => removed.has(key) || (only && !only.has(key) && !present.has(key)))
  return { changed: items.filter(({ key, hash }) => held.get(key) !== hash || removed.has(key)), gone }
}
