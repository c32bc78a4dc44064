import { expect, test } from 'vitest'
import { moveStop } from './move-stop.ts'

const stops = [0, 2, 4, 6]

test('arrow keys go from point to point and stay within them', () => {
  expect(moveStop(stops, null, 'ArrowRight')).toBe(0)
  expect(moveStop(stops, null, 'ArrowLeft')).toBe(6)
  expect(moveStop(stops, 2, 'ArrowRight')).toBe(4)
  expect(moveStop(stops, 6, 'ArrowRight')).toBe(6)
  expect(moveStop(stops, 0, 'PageUp')).toBe(0)
  expect(moveStop(stops, 2, 'End')).toBe(6)
})

test('other keys are left to the page, and an empty chart takes none', () => {
  expect(moveStop(stops, 2, 'Tab')).toBeUndefined()
  expect(moveStop([], null, 'Home')).toBeUndefined()
})
