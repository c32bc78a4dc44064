import { expect, it } from 'vitest'
import { retryAfterSeconds, waitWords } from './wait-words.ts'

it('AU4: says how long to wait, rounded up', () => {
  expect(waitWords(0.2)).toBe('1 second')
  expect(waitWords(40)).toBe('40 seconds')
  expect(waitWords(61)).toBe('2 minutes')
  expect(waitWords(3600)).toBe('1 hour')
})

it('reads Retry-After as seconds and as a date', () => {
  const now = new Date('2026-11-20T03:00:00Z')
  expect(retryAfterSeconds('30', now)).toBe(30)
  expect(retryAfterSeconds('Fri, 20 Nov 2026 03:01:00 GMT', now)).toBe(60)
  expect(retryAfterSeconds('soon', now)).toBeNull()
  expect(retryAfterSeconds(null, now)).toBeNull()
})
