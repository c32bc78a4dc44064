import type { Noun } from './filter/keys.ts'

export type Sort = { key: string; descending: boolean }

const sortKeys = {
  volumes: [
    'name',
    'host',
    'driver',
    'kind',
    'state',
    'size',
    'growth',
    'files',
    'written',
    'measured',
    'created',
    'seen',
    'mounted',
    'project',
  ],
  containers: [
    'name',
    'host',
    'image',
    'state',
    'layer',
    'lost',
    'growth',
    'logs',
    'measured',
    'created',
    'project',
    'service',
    'driver',
  ],
} as const satisfies Partial<Record<Noun, readonly string[]>>

const defaultSort = { volumes: { key: 'name', descending: false }, containers: { key: 'name', descending: false } }

/** Reads "-size" or "name"; null = the default order by name. Unknown values follow the last known row in both directions. */
export function parseSort(
  noun: keyof typeof sortKeys,
  text: string | null,
): { ok: true; sort: Sort } | { ok: false; message: string } {
  if (text === null || text === '') return { ok: true, sort: defaultSort[noun] }
  const descending = text.startsWith('-')
  const key = descending ? text.slice(1) : text
  const keys: readonly string[] = sortKeys[noun]
  if (keys.includes(key)) return { ok: true, sort: { key, descending } }
  return {
    ok: false,
    message: `${noun} cannot be sorted by "${key}". Sort by ${keys.join(', ')}, with - in front for the reverse.`,
  }
}
