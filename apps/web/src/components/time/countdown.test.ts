import { expect, it } from 'vitest'
import { countdownText } from './countdown.ts'

it('counts down in minutes and seconds and stops at zero', () => {
  const start = Date.UTC(2026, 10, 20, 3, 12)
  const now = new Date(start)
  expect(countdownText(new Date(start + 872_000), now)).toBe('14:32')
  expect(countdownText(new Date(start + 100), now)).toBe('0:01')
  expect(countdownText(new Date(start - 5000), now)).toBe('0:00')
})
