import { randomInt } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ids = new WeakMap<Error, string>()

/** A short id such as `7F3K-22` that ties what a person saw to the line in the log. The same error always has the same id. */
export function errorId(error: Error): string {
  const known = ids.get(error)
  if (known) return known
  const letters = Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)] ?? '0').join('')
  const id = `${letters.slice(0, 4)}-${letters.slice(4)}`
  ids.set(error, id)
  return id
}
