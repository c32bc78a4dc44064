import type { Sparkline } from '@stowage/domain/history'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SparklineStore } from './sparkline-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function fixture({ failing = false } = {}) {
  const calls: string[][] = []
  const state = { failing }
  const store = new SparklineStore(async (ids) => {
    calls.push(ids)
    if (state.failing) throw new Error('down')
    return ids.filter((id) => id !== 'gone').map((id): Sparkline => ({ id, points: [], growthBytesPerDay: 1 }))
  })
  return { calls, state, store }
}

test('rows that appear together are one request, at most 100 each, and each line is asked for once', async () => {
  const { calls, store } = fixture()
  for (let at = 0; at < 130; at++) store.want(`v${at}`, 1)
  store.want('v0', 1)
  await vi.runAllTimersAsync()
  expect(calls.map((ids) => ids.length)).toEqual([100, 30])
  store.want('v0', 1)
  await vi.runAllTimersAsync()
  expect(calls).toHaveLength(2)
  expect(store.get('v0')?.growthBytesPerDay).toBe(1)
})

test('a row that was measured again is asked for again; one without a line stays without', async () => {
  const { calls, store } = fixture()
  store.want('v0', 1)
  store.want('gone', 1)
  await vi.runAllTimersAsync()
  expect(store.get('gone')).toBeNull()
  store.want('v0', 2)
  await vi.runAllTimersAsync()
  expect(calls).toEqual([['v0', 'gone'], ['v0']])
})

test('a failed request is made again when the row is looked at again', async () => {
  const { calls, state, store } = fixture({ failing: true })
  store.want('v0', 1)
  await vi.runAllTimersAsync()
  expect(store.get('v0')).toBeUndefined()
  state.failing = false
  store.want('v0', 1)
  await vi.runAllTimersAsync()
  expect(calls).toHaveLength(2)
  expect(store.get('v0')).not.toBeUndefined()
})
