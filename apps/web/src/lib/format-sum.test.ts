import { expect, test } from 'vitest'
import { formatCount, formatSum } from './format-sum.ts'

test('a sum with unmeasured parts says at least', () => {
  expect(formatSum(48.2 * 2 ** 30, 1)).toBe('≥ 48.2 GiB')
  expect(formatSum(48.2 * 2 ** 30, 0)).toBe('48.2 GiB')
})

test('counts name what they count', () => {
  expect(formatCount(1, 'volume')).toBe('1 volume')
  expect(formatCount(1240, 'volume')).toBe('1,240 volumes')
})
