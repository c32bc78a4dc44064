import { AppError } from '@stowage/domain/app-error'
import superjson from 'superjson'

type Payload = Parameters<typeof superjson.deserialize>[0]
type Kind = 'Date' | 'undefined'
type Sent = { json: unknown; meta?: { values: [Kind] | Record<string, [Kind]>; v: 1 } }

/** All that inputs hold besides JSON. Others would run constructors that a stranger chooses. */
const kinds: ReadonlySet<unknown> = new Set<Kind>(['Date', 'undefined'])

/** superjson's form of inputs and answers on the wire, which clients read with superjson itself. */
export const wire = {
  /** superjson would refuse to send any object with a key such as `constructor`: one label on one host would fail every list (AP11). */
  serialize: (value: unknown): Sent => {
    const kind = kindOf(value)
    if (kind) return { json: value ?? null, meta: { values: [kind], v: 1 } }
    const values: Record<string, [Kind]> = {}
    note(value, '', values)
    return Object.keys(values).length > 0 ? { json: value, meta: { values, v: 1 } } : { json: value }
  },

  /**
   * Only times and absent values are built anew. References between parts are left as the copies that the sender wrote: with them, one body
   * of 4 MiB could stand for 10^10 texts, and inputs are read before anyone knows who sent them (WB6).
   */
  deserialize: (payload: Payload): unknown => {
    try {
      const { json, meta } = payload
      if (!meta?.values) return superjson.deserialize({ json })
      if (isTaken(meta.values)) return superjson.deserialize({ json, meta: { values: meta.values, v: meta.v } })
    } catch {
      // Notes that lead nowhere, or to a prototype.
    }
    throw new AppError('bad_request', 'The request is malformed.')
  },
}

const kindOf = (value: unknown): Kind | null => (value instanceof Date ? 'Date' : value === undefined ? 'undefined' : null)

/** Notes the paths of times. JSON leaves out what is undefined in an object; in an array it is null, which the note undoes. */
function note(value: unknown, path: string, values: Record<string, [Kind]>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, member] of Object.entries(value)) {
    const kind = kindOf(member)
    if (kind === 'undefined' && !Array.isArray(value)) continue
    if (kind === null && (typeof member !== 'object' || member === null)) continue
    const at = path + key.replaceAll('\\', '\\\\').replaceAll('.', '\\.')
    if (kind) values[at] = [kind]
    else note(member, `${at}.`, values)
  }
}

/** Notes are kinds in arrays, and objects by path. */
function isTaken(notes: unknown): boolean {
  if (typeof notes !== 'object' || notes === null) return kinds.has(notes)
  return Object.values(notes).every(isTaken)
}
