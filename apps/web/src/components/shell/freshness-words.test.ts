import { expect, test } from 'vitest'
import { freshnessWords } from './freshness-words.ts'

const now = 1_000_000
const clock = (at: number) => `@${at}`
const all = { reporting: 14, total: 14, unreachable: 0 }
const say = (
  mode: 'live' | 'lost' | 'polling' | 'starting',
  since: number,
  hosts: typeof all | null = all,
  pausedAt: number | null = null,
) => freshnessWords({ live: { mode, since, pausedAt }, hosts, now, clock }).text

test('the chip counts the hosts its figures come from', () => {
  expect(say('live', 0)).toBe('Live · 14 of 14 hosts')
  expect(say('live', 0, { reporting: 13, total: 14, unreachable: 1 })).toBe('13 of 14 hosts · 1 unreachable')
  expect(say('live', 0, { reporting: 12, total: 14, unreachable: 0 })).toBe('12 of 14 hosts · 2 stale')
  expect(say('polling', 0)).toBe('Every 10 s · 14 of 14 hosts')
})

test('a lost connection is told after 3 s, and after 30 s that figures may be old', () => {
  expect(say('lost', now - 2_000)).toBe('Live · 14 of 14 hosts')
  expect(say('lost', now - 4_000)).toBe('Reconnecting… showing @996000')
  expect(say('lost', now - 31_000)).toBe('No connection since @969000 · figures may be old')
})

test('a paused screen says since when, whatever the connection does', () => {
  expect(say('lost', now - 60_000, all, 5)).toBe('Paused at @5')
})
