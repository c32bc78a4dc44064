import { expect, test } from 'vitest'
import { count, growth, size } from './size-words.ts'

test('an unknown figure is never 0, and a part is never taken for the whole', () => {
  expect([size(null), size(null, true), size(0), size(2048, true), size(2048)]).toEqual([
    'unknown',
    'unknown',
    '0 B',
    '≥ 2.00 KiB',
    '2.00 KiB',
  ])
  expect([growth(null), growth(0), growth(1024.4), growth(-1024)]).toEqual(['unknown', '0 B/d', '+1.00 KiB/d', '-1.00 KiB/d'])
  expect([count(null), count(0)]).toEqual(['unknown', '0'])
})
