import { AppError } from '@stowage/domain/app-error'
import superjson from 'superjson'

type Payload = Parameters<typeof superjson.deserialize>[0]

/** All that inputs hold besides JSON. Others would run constructors that a stranger chooses. */
const kinds: ReadonlySet<unknown> = new Set(['Date', 'undefined'])

/**
 * The form of inputs and answers on the wire. Of what arrives, only times and absent values are built anew. References between parts are
 * left as the copies that the sender wrote: with them, one body of 4 MiB could stand for 10^10 texts, and inputs are read before anyone
 * knows who sent them (WB6).
 */
export const wire = {
  serialize: (value: unknown) => superjson.serialize(value),
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

/** Notes are kinds in arrays, and objects by path. */
function isTaken(notes: unknown): boolean {
  if (typeof notes !== 'object' || notes === null) return kinds.has(notes)
  return Object.values(notes).every(isTaken)
}
