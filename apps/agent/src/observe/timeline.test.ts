import type { TimelineEvent } from '@stowage/domain/report'
import { expect, test } from 'vitest'
import { Timeline } from './timeline.ts'

const event = (i: number, action: TimelineEvent['action'] = 'mounted'): TimelineEvent => ({
  key: `k${i}`,
  at: new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString(),
  action,
  volume: `v${i}`,
  containerId: null,
  containerName: null,
  image: null,
  project: null,
  destination: null,
  rw: null,
})

test('events that no server took for too long become a blind window over their time', () => {
  const timeline = new Timeline(20)
  for (let i = 0; i < 21; i++) timeline.add(event(i))
  const { events, blind } = timeline.peek()
  expect(events.map((one) => one.key)).not.toContain('k0')
  expect(events).toHaveLength(19)
  expect(blind).toEqual([{ from: event(0).at, to: event(1).at, cause: 'stream_gap' }])
})

test('an acknowledgement forgets what was in the report and nothing that came since', () => {
  const timeline = new Timeline(10)
  timeline.add(event(1))
  const told = timeline.peek()
  for (let i = 2; i < 14; i++) timeline.add(event(i))
  told.acknowledge()
  expect(timeline.peek().events.at(-1)?.key).toBe('k13')
  expect(timeline.peek().events.map((one) => one.key)).not.toContain('k1')
})

test('a volume that was removed is remembered until the server knows', () => {
  const timeline = new Timeline()
  timeline.add(event(7, 'removed'))
  expect(timeline.holdsRemovalOf('v7')).toBe(true)
  timeline.peek().acknowledge()
  expect(timeline.holdsRemovalOf('v7')).toBe(false)
})

test('more than a hundred blind windows are joined, never dropped', () => {
  const timeline = new Timeline()
  for (let i = 0; i < 150; i++) timeline.addBlind({ from: event(i).at, to: event(i).at, cause: 'stream_gap' })
  const { blind } = timeline.peek()
  expect(blind).toHaveLength(100)
  expect(blind[0]?.from).toBe(event(0).at)
})
