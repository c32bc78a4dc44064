import type { DiskForecast } from '@stowage/domain/history'
import type { HostRow } from '@stowage/domain/host'
import { expect, test } from 'vitest'
import { daysToFull, diskFull, freeBytes, fullness, inodesUsed, sortHosts } from './host-words.ts'

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

const forecast = (part: DiskForecast['forecast'], runaway: DiskForecast['runaway'] = null): DiskForecast => ({
  dimension: 'bytes',
  forecast: part,
  runaway,
  text: '',
  method: '',
  daysMeasured: 28,
  errorPoints: null,
})

test('hosts that fill first stand first; those without a date are a group of their own at the end, in both directions', () => {
  const date = (days: number) =>
    forecast({ kind: 'date', days, loDays: days, hiDays: null, accelerating: false, pointsPerDay: 1 })
  const fast = forecast({ kind: 'no_trend' }, { sinceAt: new Date(0), loHours: 3, hiHours: 5 })
  const of = (name: string, ...forecasts: DiskForecast[]) => ({ ...host(name, 10), forecasts })
  const hosts = [
    of('late', date(90)),
    of('soon', date(6)),
    of('half-year', forecast({ kind: 'over_180' })),
    of('fast', fast),
    of('none'),
  ]
  const steady = of('steady', forecast({ kind: 'no_trend' }))
  const names = (descending: boolean) => sortHosts([steady, ...hosts], { key: 'full', descending }).hosts.map(({ name }) => name)
  expect(names(false)).toEqual(['fast', 'soon', 'late', 'half-year', 'none', 'steady'])
  expect(names(true)).toEqual(['half-year', 'late', 'soon', 'fast', 'none', 'steady'])
  expect(daysToFull(steady)).toBeNull()
})

test('free is what ordinary users may take, and full is measured against that', () => {
  const reserved = { ...host('a', 90), diskAvailableBytes: 5 }
  expect(freeBytes(reserved)).toBe(5)
  expect(fullness(reserved)).toBeCloseTo(90 / 95)
})

test('a file system without a fixed number of inodes has no share of them', () => {
  expect(inodesUsed({ totalInodes: null, usedInodes: null })).toBeNull()
  expect(inodesUsed({ totalInodes: 200, usedInodes: 50 })).toBe(0.25)
})
