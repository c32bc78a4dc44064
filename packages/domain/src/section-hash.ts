/** Text with sorted keys at every level, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

type Digest = (text: string) => string

/** Digest of one item as agent and server both compute it. `sha256` returns lower-case hex. */
export const itemHash = (item: unknown, sha256: Digest): string => sha256(canonicalJson(item))

/** Digest of a section from the digests of its items, in any order. */
export const sectionHash = (itemHashes: readonly string[], sha256: Digest): string => sha256([...itemHashes].sort().join('\n'))
