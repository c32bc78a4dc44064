import type { SectionStatus } from '@stowage/domain/report'
import { storable } from '../storable.ts'

type Part = { status: SectionStatus; remove: readonly string[]; only: readonly string[] | null }

/** Which keys a section says are gone. `except`: present whatever `only` forgets to name. */
export type Gone = { remove: string[]; except: string[] | null }

/** Null when the section removes nothing: only a complete `ok` one proves absence (M15). */
export function goneBy(part: Part, upserted: readonly string[]): Gone | null {
  if (part.status !== 'ok') return null
  const remove = storable([...part.remove])
  const except = part.only && [...storable([...part.only]), ...upserted]
  return remove.length > 0 || except ? { remove, except } : null
}

/** SQL condition on a key column; `$n` is `remove`, `$n+1` is `except`. */
export const goneCondition = (column: string, n: number): string =>
  `(${column} = ANY($${n}::text[]) OR ($${n + 1}::text[] IS NOT NULL AND ${column} NOT IN (SELECT unnest($${n + 1}::text[]))))`
