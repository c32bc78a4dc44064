import { expect, test } from 'vitest'
import { diskSummary, percentText } from './disk-words.ts'

const figure = (value: number) => `${value} GiB`

test('the sentence tells both ends, the limit and what is to be expected', () => {
  const points = [
    { at: 0, used: 340, capacity: 400 },
    { at: 29 * 86_400, used: 369, capacity: 400 },
  ]
  expect(diskSummary(points, figure, 'full in 41 d (27–88)')).toBe(
    '369 GiB of 400 GiB used (93 %), up from 340 GiB 29 days ago; full in 41 d (27–88).',
  )
  expect(diskSummary(points.slice(0, 1), figure, null)).toBe('340 GiB of 400 GiB used (85 %).')
  expect(diskSummary([], figure, null)).toBe('Nothing was measured in this range.')
})

test('fullness is rounded up, as df does', () => {
  expect([percentText(1, 1000), percentText(0, 0)]).toEqual(['1 %', '—'])
})
