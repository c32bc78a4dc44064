import { expect, test } from 'vitest'
import { historySummary } from './history-words.ts'

const gib = 2 ** 30
const at = (days: number, bytes: number | null) => ({ at: new Date(days * 86_400_000), bytes })

test('the sentence names both ends, and what lay outside them', () => {
  expect(historySummary([at(0, 40 * gib), at(3, 38 * gib), at(6, 48 * gib)], '7d')).toBe(
    'Grew from 40.0 GiB to 48.0 GiB in 6 days; between them it was as low as 38.0 GiB.',
  )
  expect(historySummary([at(0, 5), at(1, 5)], '24h')).toBe('5 B at both ends of 1 day.')
})

test('what was not measured is told, never drawn over', () => {
  expect(historySummary([at(0, 10), at(1, null), at(2, 4)], '7d')).toBe(
    'Shrank from 10 B to 4 B in 2 days. For a while it was unknown.',
  )
  expect(historySummary([at(0, 10), at(1, null)], '7d')).toBe('Measured once in the last 7 days: 10 B. Since then it is unknown.')
  expect(historySummary([at(0, 1), at(1, null), at(2, null), at(3, 1)], '7d')).toMatch(/For a while it was unknown\.$/)
  expect(historySummary([], '1y')).toBe('Nothing was measured in the last year.')
})
