import type { RowsInput } from '@stowage/domain/list'

/** Rows by id, or by the row number of a list's answer. */
export type WhichRows = readonly string[] | RowsInput

const isIds = (which: WhichRows): which is readonly string[] => Array.isArray(which)

export const rowsWhere = (which: WhichRows) => {
  if (isIds(which)) return { id: { in: [...which] } }
  return 'refs' in which ? { ref: { in: which.refs } } : { id: { in: which.ids } }
}

/** What was found, in the order asked for; what was not is left out. */
export function inAskedOrder<Row extends { id: string; ref: number }>(which: WhichRows, found: readonly Row[]): Row[] {
  if (!isIds(which) && 'refs' in which) {
    const byRef = new Map(found.map((row) => [row.ref, row]))
    return which.refs.flatMap((ref) => byRef.get(ref) ?? [])
  }
  const byId = new Map(found.map((row) => [row.id, row]))
  return (isIds(which) ? which : which.ids).flatMap((id) => byId.get(id) ?? [])
}
