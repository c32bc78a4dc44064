import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowWindow } from './row-window.ts'

test('at most 60 lines are in the page, whatever the screen shows, and the active one is among them', () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.integer({ min: 0, max: 55 }), fc.nat(20_500), (startIndex, shown, active) => {
      const count = 20_500
      const lines = rowWindow({ startIndex, endIndex: startIndex + shown, overscan: 10, count }, Math.min(active, count - 1))
      expect(lines.length).toBeLessThanOrEqual(60)
      expect(lines).toContain(Math.min(active, count - 1))
      expect(lines).toEqual([...lines].sort((a, b) => a - b))
    }),
  )
})

test('the margin stays within the list', () => {
  expect(rowWindow({ startIndex: 0, endIndex: 2, overscan: 10, count: 4 }, null)).toEqual([0, 1, 2, 3])
  expect(rowWindow({ startIndex: 0, endIndex: -1, overscan: 10, count: 0 }, null)).toEqual([])
})
