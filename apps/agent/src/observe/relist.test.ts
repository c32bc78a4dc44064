import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Relist } from './relist.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

test('one hint leads to one look after a moment of quiet', async () => {
  let looks = 0
  const relist = new Relist(async () => void looks++)
  relist.hint()
  await vi.advanceTimersByTimeAsync(49)
  expect(looks).toBe(0)
  await vi.advanceTimersByTimeAsync(1)
  expect(looks).toBe(1)
})

test('a storm of hints leads to a look every quarter of a second, not to one each, and not to none', async () => {
  let looks = 0
  const relist = new Relist(async () => void looks++)
  for (let ms = 0; ms < 1000; ms += 10) {
    relist.hint()
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(300)
  expect(looks).toBeGreaterThanOrEqual(4)
  expect(looks).toBeLessThanOrEqual(6)
})

test('a hint during a look leads to another look', async () => {
  let looks = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  const relist = new Relist(async () => {
    looks++
    if (looks === 1) await promise
  })
  const first = relist.now()
  const second = relist.now()
  resolve()
  await Promise.all([first, second])
  expect(looks).toBe(2)
})
