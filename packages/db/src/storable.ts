/** The text as Postgres can keep it: it knows no NUL and no half of a surrogate pair, in `text` as in `jsonb`. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\u2400')

/** The value with every text in it made storable, keys included. */
export function storable<T>(value: T): T
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map((member) => storable(member))
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [storableText(key), storable(member)]))
}
