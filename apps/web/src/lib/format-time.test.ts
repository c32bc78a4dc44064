import { expect, test } from 'vitest'
import { formatAge, formatAgo, formatBothZones, formatMinute, formatMoment, zoneName } from './format-time.ts'

const at = new Date('2026-11-20T03:12:07Z')

test('moments name their zone', () => {
  expect(formatMoment(at, 'utc')).toBe('20 Nov 2026 03:12:07 UTC')
  expect(formatMinute(at, 'utc')).toBe('20 Nov 2026 03:12 UTC')
  expect(formatBothZones(at)).toMatch(/UTC$/)
  expect(zoneName('utc')).toBe('UTC')
})

test('ages use the largest whole unit', () => {
  expect(formatAge(59_999)).toBe('59 s')
  expect(formatAge(60_000)).toBe('1 min')
  expect(formatAge(41 * 86_400_000)).toBe('41 d')
  expect(formatAge(800 * 86_400_000)).toBe('2 y')
  expect(formatAgo(at, at.getTime() + 1000)).toBe('now')
  expect(formatAgo(at, at.getTime() - 1000)).toBe('now')
  expect(formatAgo(at, at.getTime() + 3 * 86_400_000)).toBe('3 d ago')
})
