import { expect, test } from 'vitest'
import { stepPoints } from './step-points.ts'

const at = (second: number) => new Date(second * 1000)

test('a figure holds until the next one and the last one until now', () => {
  expect(
    stepPoints(
      [
        { at: at(10), bytes: 5 },
        { at: at(20), bytes: 7 },
      ],
      at(30),
    ),
  ).toEqual({ times: [10, 19.999, 20, 30], values: [5, 5, 7, 7] })
})

test('a gap stays a gap: nothing is drawn from the null to the next figure', () => {
  const { times, values } = stepPoints(
    [
      { at: at(10), bytes: 5 },
      { at: at(20), bytes: null },
      { at: at(25), bytes: 9 },
    ],
    at(30),
  )
  expect(times).toEqual([10, 19.999, 20, 25, 30])
  expect(values).toEqual([5, 5, null, 9, 9])
})

test('times rise strictly, also when two figures share a moment or the clock of the reader is behind', () => {
  const { times } = stepPoints(
    [
      { at: at(10), bytes: 5 },
      { at: at(10), bytes: 6 },
      { at: at(40), bytes: 6 },
    ],
    at(30),
  )
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
})
