import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatBytes, formatSum } from './format-bytes.ts'

test('sizes have a unit and at most three figures', () => {
  expect(formatBytes(0)).toBe('0 B')
  expect(formatBytes(1023)).toBe('1,023 B')
  expect(formatBytes(1024)).toBe('1.0 KiB')
  expect(formatBytes(48.2 * 2 ** 30)).toBe('48.2 GiB')
  expect(formatBytes(312 * 2 ** 30)).toBe('312 GiB')
  expect(formatBytes(1.2 * 2 ** 40)).toBe('1.2 TiB')
  expect(formatBytes(1023.9 * 1024)).toBe('1.0 MiB')
})

test('only nothing prints as nothing, and a larger size never prints a smaller unit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 50 }), (bytes) => {
      expect(formatBytes(bytes)).not.toMatch(/^0(\.0)? /)
      expect(formatBytes(bytes)).toMatch(/^[\d,.]{1,5} ([KMGTPE]i)?B$/)
    }),
  )
})

test('a sum with unmeasured parts says at least', () => {
  expect(formatSum(1024, 1)).toBe('≥ 1.0 KiB')
  expect(formatSum(1024, 0)).toBe('1.0 KiB')
})
