import { expect, test } from 'vitest'
import { moveCell } from './grid-keys.ts'

const size = { rows: 100, columns: 5, page: 20 }
const from = { row: 10, column: 2 }
const press = (key: string, ctrlKey = false) => moveCell(from, { key, ctrlKey, metaKey: false }, size)

test('keys move by row, cell, page and to the ends', () => {
  expect(press('j')).toEqual({ row: 11, column: 2 })
  expect(press('ArrowUp')).toEqual({ row: 9, column: 2 })
  expect(press('ArrowLeft')).toEqual({ row: 10, column: 1 })
  expect(press('PageDown')).toEqual({ row: 30, column: 2 })
  expect(press('Home')).toEqual({ row: 10, column: 0 })
  expect(press('End', true)).toEqual({ row: 99, column: 2 })
})

test('nothing moves past an edge, and other keys are left to others', () => {
  expect(moveCell({ row: 0, column: 0 }, { key: 'k', ctrlKey: false, metaKey: false }, size)).toEqual({ row: 0, column: 0 })
  expect(press('x')).toBeNull()
  expect(press('ArrowDown', true)).toBeNull()
})
