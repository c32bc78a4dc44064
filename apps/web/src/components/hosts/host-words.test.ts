import type { HostRow } from '@stowage/domain/host'
import { expect, test } from 'vitest'
import { diskFull, freeBytes, fullness, sortHosts } from './host-words.ts'

const host = (name: string, diskUsedBytes: number | null): HostRow => ({
  id: name,
  name,
  hostname: name,
  state: 'online',
  stateReason: '',
  mode: 'read-only',
  engineVersion: null,
  apiVersion: null,
  storageDriver: null,
  os: null,
  arch: null,
  dataRoot: null,
  agentVersion: '0.1.0',
  enrolledAt: new Date(0),
  lastSeenAt: null,
  clockOffsetMs: null,
  volumes: 0,
  containers: 0,
  diskBytes: diskUsedBytes === null ? null : 100,
  diskUsedBytes,
  diskAvailableBytes: null,
  totalInodes: null,
  usedInodes: null,
  forecasts: [],
  sections: [],
  conflict: null,
  revokedAt: null,
})
const order = (descending: boolean) =>
  sortHosts([host('a', null), host('web-10', 20), host('web-2', 20), host('b', 90)], { key: 'disk', descending })

test('hosts with an unknown disk follow the last known one in both directions', () => {
  expect(order(true).hosts.map(({ name }) => name)).toEqual(['b', 'web-2', 'web-10', 'a'])
  expect(order(false).hosts.map(({ name }) => name)).toEqual(['web-2', 'web-10', 'b', 'a'])
  expect(order(true).unknown).toBe(1)
})

test('an unknown disk is never a share, and never zero bytes free', () => {
  expect(fullness(host('a', null))).toBeNull()
  expect(freeBytes(host('a', null))).toBeNull()
  expect(diskFull(host('a', null))).toMatch(/^Disk unknown/)
  expect(diskFull(host('b', 90))).toBe('90 B of 100 B used (90 %) on the disk of the data root')
})
