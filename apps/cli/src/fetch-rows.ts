import type { ListAnswer } from '@stowage/domain/list'

type Query = { q: string; sort: string | null; removed: boolean }
type List<Row> = {
  query: { query: (input: Query) => Promise<ListAnswer> }
  rows: { query: (input: { ids: string[] }) => Promise<Row[]> }
}

/** The whole list in the server's order: ordered ids first, then rows in blocks of 100. Rows gone in between are left out. */
export async function fetchRows<Row extends { id: string }>(
  list: List<Row>,
  query: Query,
): Promise<{ rows: Row[]; answer: ListAnswer }> {
  const answer = await list.query.query(query)
  const byId = new Map<string, Row>()
  for (let at = 0; at < answer.ids.length; at += 100) {
    for (const row of await list.rows.query({ ids: answer.ids.slice(at, at + 100) })) byId.set(row.id, row)
  }
  return { rows: answer.ids.flatMap((id) => byId.get(id) ?? []), answer }
}

export const listOptions = {
  sort: { type: 'string' },
  removed: { type: 'boolean', default: false },
} as const
