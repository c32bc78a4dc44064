import { expect, test } from 'vitest'
import { slowLane } from './slow-lane.ts'

test('at most so many run at once, in the order they came, and a failure frees its place', async () => {
  const lane = slowLane({ atOnce: 2, waitingMax: 3 })
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (index: number) => () => {
    begun.push(index)
    return new Promise<number>((resolve, reject) => ends.push(index === 0 ? () => reject(new Error('no')) : () => resolve(index)))
  }
  const first = lane.run(work(0))
  const rest = [1, 2, 3].map((index) => lane.run(work(index)))
  expect(begun).toEqual([0, 1])
  expect(lane.isFull()).toBe(false)
  const last = lane.run(work(4))
  expect(lane.isFull()).toBe(true)

  ends[0]?.()
  await expect(first).rejects.toThrow('no')
  expect(begun).toEqual([0, 1, 2])
  for (const at of [1, 2, 3, 4]) {
    await expect.poll(() => ends.length).toBeGreaterThan(at)
    ends[at]?.()
  }
  expect(await Promise.all([...rest, last])).toEqual([1, 2, 3, 4])
  expect(lane.isFull()).toBe(false)
})
