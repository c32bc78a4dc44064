import { expect, it } from 'vitest'
import { logText } from './log-text.ts'

it('tells moments inside a sentence in the zone of the reader', () => {
  expect(logText('It works once until 2026-11-20T03:12:07.830Z.', 'Europe/Berlin')).toBe(
    'It works once until 20 Nov 2026 04:12:07 CET.',
  )
  expect(logText('Nothing to change.', 'UTC')).toBe('Nothing to change.')
})
