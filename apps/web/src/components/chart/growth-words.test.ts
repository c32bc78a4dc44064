import { expect, test } from 'vitest'
import { changeWords, rateText, signedBytes } from './growth-words.ts'

const day = 86_400_000
const gib = 2 ** 30
const at = (days: number, bytes: number | null) => ({ at: new Date(days * day), bytes })

test('a change has a sign, and none when nothing changed', () => {
  expect([3.1 * gib, -120 * 2 ** 20, 0, 0.2].map(signedBytes)).toEqual(['+3.10 GiB', '−120 MiB', '0 B', '0 B'])
  expect(rateText(443 * 2 ** 20)).toBe('+443 MiB/d')
})

test('a line in words counts from the first to the last known figure', () => {
  expect(changeWords([at(1, 10 * gib), at(3, 11 * gib), at(8, 13.1 * gib)])).toBe('plus 3.10 GiB in 7 days')
  expect(changeWords([at(1, null), at(2, 5), at(3, 5), at(4, null)])).toBe('no change in 1 day')
  expect(changeWords([at(1, 5), at(2, 3)])).toBe('minus 2 B in 1 day')
})

test('a line with one figure or none says so instead of a change', () => {
  expect(changeWords([at(1, 5)])).toBe('one figure')
  expect(changeWords([at(1, null)])).toBe('no figures')
})
