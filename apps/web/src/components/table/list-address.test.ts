import { expect, test } from 'vitest'
import { columnsText, readColumns, readSort } from './list-address.ts'

const columns = [
  { id: 'name', label: 'Name', sort: { key: 'name', first: 'asc' as const }, initially: true },
  { id: 'size', label: 'Size', sort: { key: 'size', first: 'desc' as const }, initially: true },
  { id: 'labels', label: 'Labels', initially: false },
]
const initial = { key: 'name', descending: false }

test('a sort in the address wins; a bad one is said and the usual one stays', () => {
  expect(readSort('-size', columns, initial)).toEqual({ value: { key: 'size', descending: true }, ignored: null })
  expect(readSort(null, columns, initial)).toEqual({ value: initial, ignored: null })
  expect(readSort('sise', columns, initial)).toEqual({ value: initial, ignored: 'Ignored sort=sise: no such column.' })
  expect(readSort('labels', columns, initial).ignored).toBe('Ignored sort=labels: this column has no order.')
})

test('columns in the address keep the first one pinned and say what does not exist', () => {
  expect(readColumns(null, columns).value).toEqual(['name', 'size'])
  expect(readColumns('labels', columns)).toEqual({ value: ['name', 'labels'], ignored: null })
  expect(readColumns('labels,nope,labels', columns)).toEqual({
    value: ['name', 'labels'],
    ignored: 'Ignored cols=nope: no such column.',
  })
  expect(columnsText(['name', 'size'], columns)).toBeNull()
  expect(columnsText(['name', 'labels'], columns)).toBe('name,labels')
})
