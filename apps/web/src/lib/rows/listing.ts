import type { ListAnswer } from '@stowage/domain/list'
import { unpackRefs } from '@stowage/domain/refs'

/** A list's answer with the keys of its rows, in order. */
export interface Listing extends Omit<ListAnswer, 'refs'> {
  ids: readonly string[]
}

export function listingOf({ refs, ...sums }: ListAnswer): Listing {
  return { ...sums, ids: unpackRefs(refs).map(String) }
}
