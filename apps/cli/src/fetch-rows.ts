import type { ListAnswer } from '@stowage/domain/list'
import { unpackRefs } from '@stowage/domain/refs'
import type { Output } from './output.ts'

type Query = { q: string; sort: string | null; removed: boolean }
type List<Row> = {
  query: { query: (input: Query) => Promise<ListAnswer> }
  rows: { query: (input: { refs: number[] }) => Promise<Row[]> }
}

/** The whole list in the server's order: row numbers first, then rows in blocks of 100. Rows gone in between are left out. */
export async function fetchRows<Row extends { ref: number }>(
  list: List<Row>,
  query: Query,
): Promise<{ rows: Row[]; answer: ListAnswer }> {
  const answer = await list.query.query(query)
  const refs = unpackRefs(answer.refs)
  const rows: Row[] = []
  for (let at = 0; at < refs.length; at += 100) rows.push(...(await list.rows.query({ refs: refs.slice(at, at + 100) })))
  return { rows, answer }
}

/** Says on stderr what a list leaves out. */
export function noteRest(output: Output, { total, leftOut, refs }: ListAnswer): void {
  const listed = unpackRefs(refs).length
  if (leftOut > 0) output.note(`${leftOut} with an unknown value are not included.`)
  if (total > listed) output.note(`These are the first ${listed} of ${total}. Narrow the list with a filter.`)
}

export const listOptions = {
  sort: { type: 'string' },
  removed: { type: 'boolean', default: false },
} as const
