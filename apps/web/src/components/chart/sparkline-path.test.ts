import { expect, test } from 'vitest'
import { sparklinePath } from './sparkline-path.ts'

const at = (hour: number, bytes: number | null) => ({ at: new Date(hour * 3_600_000), bytes })
const from = new Date(0)
const to = new Date(10 * 3_600_000)

test('the lowest figure lies at the bottom and the highest at the top, whatever their size', () => {
  expect(sparklinePath([at(0, 10), at(5, 1000)], from, to)).toEqual({ line: 'M2 18H36V2H70', end: { x: 70, y: 2 } })
})

test('no change is a flat line in the middle', () => {
  expect(sparklinePath([at(0, 7), at(5, 7)], from, to).line).toBe('M2 10H36V10H70')
})

test('a gap stays a gap, and an unknown end has no mark', () => {
  expect(sparklinePath([at(0, 1), at(4, null), at(6, 2)], from, to).line).toBe('M2 18H29.2M42.8 2H70')
  expect(sparklinePath([at(0, 1), at(4, null)], from, to).end).toBeNull()
  expect(sparklinePath([], from, to)).toEqual({ line: '', end: null })
})

test('figures before the range begin at its left edge', () => {
  expect(sparklinePath([at(-20, 5)], from, to).line).toBe('M2 10H70')
})
