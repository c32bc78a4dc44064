import type { VolumeUse } from '@stowage/domain/volume'
import { expect, test } from 'vitest'
import { noMountWords, usedByWords, volumeOrigin } from './volume-words.ts'

const use = (container: string): VolumeUse => ({
  containerRowId: container,
  container,
  hostId: 'h',
  hostName: 'web-07',
  image: 'postgres:16',
  project: null,
  state: 'running',
  path: '/data',
  rw: true,
  how: 'volume',
})
const moment = () => '20 Nov 2026 04:12:07 CET'

test('an anonymous volume says where it comes from, as far as that is known', () => {
  expect(volumeOrigin({ anonymous: false, usedBy: [use('a')], lastMountedBy: null })).toBeNull()
  expect(volumeOrigin({ anonymous: true, usedBy: [use('a')], lastMountedBy: null })).toBe('anonymous, from postgres:16 at /data')
  expect(volumeOrigin({ anonymous: true, usedBy: [], lastMountedBy: 'db-1' })).toBe('anonymous, last mounted by db-1')
  expect(volumeOrigin({ anonymous: true, usedBy: [], lastMountedBy: null })).toBe('anonymous')
})

test('nobody is said to use a volume only where that was checked', () => {
  expect(usedByWords({ usedBy: [], hostState: 'online', state: 'unknown' })).toEqual({ text: 'None', known: true })
  expect(usedByWords({ usedBy: [], hostState: 'unreachable', state: 'unknown' })).toEqual({ text: 'Unknown', known: false })
  expect(usedByWords({ usedBy: [], hostState: 'degraded', state: 'unknown' }).known).toBe(false)
  expect(usedByWords({ usedBy: [], hostState: 'degraded', state: 'orphan' }).known).toBe(true)
  expect(usedByWords({ usedBy: [use('a'), use('b'), use('a')], hostState: 'offline', state: 'used' }).text).toBe('a +1')
})

test('without a seen mount the last one is unknown: it may have been before Stowage watched', () => {
  expect(noMountWords({ pill: 'in-use', firstSeenAt: new Date() }, moment).why).toMatch(/^Mounted before/)
  expect(noMountWords({ pill: 'orphaned', firstSeenAt: new Date() }, moment).why).toMatch(
    /^No mount seen since .* Earlier history is not known/,
  )
})
