import { expect, test } from 'vitest'
import type { Column } from './column.ts'
import type { GridRowData } from './grid.tsx'
import { unknownRows } from './unknown-rows.ts'

const column = (key: string, over: Partial<Column<GridRowData>> = {}): Column<GridRowData> => ({
  ...{ id: key, label: key, width: 1, initially: true, cell: () => null, full: () => '', sort: { key, first: 'asc' } },
  ...over,
})
const def = {
  columns: [column('size', { align: 'right' }), column('growth', { align: 'right', label: 'Growth' }), column('project')],
  unknown: { key: 'size', text: 'Size unknown', why: 'Because.' },
}
const listing = (total: number, unordered: number, shown = total) => ({
  total,
  unordered,
  ids: Array.from({ length: shown }, String),
})

test('A25: unknown figures stand apart at the end under words of their own', () => {
  expect(unknownRows(def, { key: 'size', descending: true }, listing(10, 3))).toEqual({
    from: 7,
    count: 3,
    text: 'Size unknown',
    why: 'Because.',
  })
  expect(unknownRows(def, { key: 'growth', descending: false }, listing(10, 10))).toEqual({
    from: 0,
    count: 10,
    text: 'Growth unknown',
  })
  expect(unknownRows(def, { key: 'size', descending: true }, listing(10, 0))).toBeNull()
})

test('a missing text is absent and not unknown; a cut list may end before its unknown rows', () => {
  expect(unknownRows(def, { key: 'project', descending: false }, listing(10, 3))).toBeNull()
  expect(unknownRows(def, { key: 'size', descending: false }, listing(100, 20, 80))).toBeNull()
  expect(unknownRows(def, { key: 'size', descending: false }, listing(100, 20, 81))).toMatchObject({ from: 80, count: 20 })
})
