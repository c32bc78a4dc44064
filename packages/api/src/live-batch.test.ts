import { expect, test } from 'vitest'
import { LiveBatch } from './live-batch.ts'

test('changes of one topic and host leave as one, each id once', () => {
  const batch = new LiveBatch()
  batch.add({ topic: 'volume', ids: ['a', 'b'], hostId: 'h' })
  batch.add({ topic: 'volume', ids: ['b', 'c'], hostId: 'h' })
  batch.add({ topic: 'volume', ids: ['d'], hostId: 'other' })
  expect(batch.take()).toEqual([
    { topic: 'volume', ids: ['a', 'b', 'c'], hostId: 'h' },
    { topic: 'volume', ids: ['d'], hostId: 'other' },
  ])
  expect(batch.isEmpty).toBe(true)
})

test('a change without ids means the whole host and is not swallowed by one with ids', () => {
  const batch = new LiveBatch()
  batch.add({ topic: 'job', ids: [], hostId: 'h' })
  batch.add({ topic: 'job', ids: ['j'], hostId: 'h' })
  expect(batch.take()).toHaveLength(2)
})

test('M28: what was missed, or is too much, becomes "read everything again"', () => {
  const batch = new LiveBatch()
  batch.add({ topic: 'volume', ids: Array.from({ length: 501 }, (_, n) => String(n)), hostId: 'h' })
  expect(batch.take()).toEqual([{ topic: 'all', ids: [], hostId: 'h' }])
  batch.add({ topic: 'volume', ids: ['a'], hostId: 'h' })
  batch.addEverything()
  expect(batch.take()).toEqual([{ topic: 'all', ids: [], hostId: null }])
})
