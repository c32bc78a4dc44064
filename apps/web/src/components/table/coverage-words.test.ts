import type { HostState } from '@stowage/domain/host'
import { expect, test } from 'vitest'
import { coverageWords } from './coverage-words.ts'

const host = (name: string, state: HostState, volumes = 88, stateReason = 'Reporting.') => ({
  id: `id-${name}`,
  name,
  state,
  stateReason,
  volumes,
  containers: 3,
  lastSeenAt: null,
})
const say = (...hosts: ReturnType<typeof host>[]) => coverageWords(hosts, 'volumes', () => '03:12 CET')

test('a silent host is named with what is old because of it', () => {
  expect(say(host('web-01', 'online'), host('db-03', 'unreachable'))).toEqual({
    tone: 'unreachable',
    text: 'db-03 has not reported since 03:12 CET. Its 88 volumes are shown as last seen and left out of safe totals.',
    short: '1 of 2 not reporting',
    why: 'id-db-03',
    hide: 'db-03',
  })
  expect(say(host('a', 'offline', 1)).text).toContain('Its volume is shown')
})

test('many silent hosts are counted, and a late one is told beside them', () => {
  const words = say(
    ...['a', 'b', 'c', 'd'].map((name) => host(name, 'offline')),
    host('e', 'degraded', 1, 'The list of sizes is old.'),
  )
  expect(words.text).toBe(
    '4 of 5 hosts do not report: a, b, c and 1 more. Their volumes are shown as last seen and left out of safe totals. e: The list of sizes is old.',
  )
  expect(words.hide).toBeNull()
})

test('nothing is said to be whole while a host is late', () => {
  expect(say(host('a', 'online'), host('b', 'online')).text).toBe('All 2 hosts report.')
  expect(say(host('a', 'online'), host('b', 'degraded', 1, 'The list of volumes is old.')).tone).toBe('stale')
})
