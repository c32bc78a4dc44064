import { expect, test, vi } from 'vitest'
import { pace } from './pace.ts'

test('the first change is committed at once, those that follow together and not sooner than the interval', async () => {
  vi.useFakeTimers()
  const commits: number[][] = []
  const paced = pace<number>({ commit: async (items) => commits.push(items), everyMs: 500, mayCommit: () => true })
  for (let item = 0; item < 100; item++) paced.push(item)
  expect(commits).toEqual([[0]])
  await vi.advanceTimersByTimeAsync(499)
  expect(commits).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(commits[1]).toHaveLength(99)
  vi.useRealTimers()
})

test('nothing is lost while commits are held back', async () => {
  let open = false
  const commits: number[][] = []
  const paced = pace<number>({ commit: async (items) => commits.push(items), everyMs: 0, mayCommit: () => open })
  await paced.push(1)
  await paced.push(2)
  expect(commits).toEqual([])
  open = true
  await paced.wake()
  expect(commits).toEqual([[1, 2]])
})
