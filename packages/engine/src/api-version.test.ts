import { expect, test } from 'vitest'
import { atLeast, pinApiVersion } from './api-version.ts'

const pin = (max: string, min: string | null) => pinApiVersion({ max, min, version: '1' })

test('A1, B12: the pinned version is the newest that both speak: 20.10, 28.5, 29.0 and what comes after', () => {
  expect(pin('1.41', '1.12')).toBe('1.41')
  expect(pin('1.51', '1.24')).toBe('1.51')
  expect(pin('1.52', '1.44')).toBe('1.52')
  expect(pin('1.56', '1.40')).toBe('1.52')
  expect(pin('1.41', null)).toBe('1.41')
})

test('versions are compared by number, not as text', () => {
  expect(atLeast('1.9', '1.40')).toBe(false)
  expect(atLeast('1.100', '1.52')).toBe(true)
  expect(atLeast('2.0', '1.52')).toBe(true)
})

test('an engine with no version in common is refused in words, and so is nonsense', () => {
  expect(() => pin('1.39', '1.12')).toThrow(/speaks the API up to 1.39; Stowage needs 1.40/)
  expect(() => pin('1.70', '1.60')).toThrow(/asks for API 1.60 or newer/)
  expect(() => pin('latest', null)).toThrow(/is none/)
})
