import { expect, test } from 'vitest'
import { BackOff } from './back-off.ts'

test('waits grow from half a second to a minute and never beyond', () => {
  const backOff = new BackOff(
    () => 0.999999,
    () => 0,
  )
  const waits = Array.from({ length: 12 }, () => backOff.failed())
  expect(waits.slice(0, 4)).toEqual([500, 1000, 2000, 4000])
  expect(Math.max(...waits)).toBe(60_000)
})

test('full jitter: any wait down to none is possible, so that a fleet never returns in step (M21)', () => {
  const draws = [0, 0.5, 0.25]
  const backOff = new BackOff(
    () => draws.shift() ?? 0,
    () => 0,
  )
  expect([backOff.failed(), backOff.failed(), backOff.failed()]).toEqual([0, 500, 500])
})

test('a connection that held for a minute starts the waits over, a shorter one does not', () => {
  let now = 0
  const backOff = new BackOff(
    () => 0.999999,
    () => now,
  )
  for (let i = 0; i < 5; i++) backOff.failed()
  backOff.connected()
  now += 59_999
  expect(backOff.failed()).toBe(16_000)
  backOff.connected()
  now += 60_000
  expect(backOff.failed()).toBe(500)
})
