import { expect, test } from 'vitest'
import { linkChanges } from './link-changes.ts'

test('a host that fell silent or came back is a change; one that stayed, came or went is none', () => {
  const before = [
    { id: 'a', state: 'online' },
    { id: 'b', state: 'unreachable' },
    { id: 'c', state: 'online' },
    { id: 'gone', state: 'online' },
  ] as const
  const now = [
    { id: 'a', state: 'unreachable' },
    { id: 'b', state: 'online' },
    { id: 'c', state: 'online' },
    { id: 'new', state: 'online' },
  ] as const
  expect(linkChanges(before, now)).toEqual([
    { topic: 'host', ids: ['a'], hostId: 'a' },
    { topic: 'host', ids: ['b'], hostId: 'b' },
  ])
})
