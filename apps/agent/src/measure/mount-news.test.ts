import { expect, test } from 'vitest'
import { mountNews } from './mount-news.ts'

test('M7: a volume may be written to from its mount to the end of it, but not by a mount that is read-only', () => {
  const told: string[] = []
  const hear = mountNews(
    (volume) => told.push(`written ${volume}`),
    (volume) => told.push(`removed ${volume}`),
  )
  const event = (action: 'created' | 'mounted' | 'unmounted' | 'removed', volume: string, rw: boolean | null = null) =>
    hear({ action, volume, containerId: 'c', rw })
  event('created', 'a')
  event('mounted', 'a', true)
  event('mounted', 'b', false)
  event('unmounted', 'a')
  event('unmounted', 'b')
  event('unmounted', 'of-before-the-agent')
  event('removed', 'a')
  expect(told).toEqual(['written a', 'written a', 'written of-before-the-agent', 'removed a'])
})
