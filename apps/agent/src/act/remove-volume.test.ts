import type { VolumeFact } from '@stowage/domain/facts'
import { expect, test } from 'vitest'
import { changesSince } from './remove-volume.ts'

const volume: VolumeFact = {
  name: 'data',
  driver: 'rclone:latest',
  scope: 'local',
  kind: 'plugin',
  mountpoint: '',
  options: { remote: '•••', b: '1' },
  labels: { team: 'shop' },
  anonymous: null,
  project: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  problem: null,
}
const expected = {
  driver: 'rclone',
  createdAt: '2026-01-01T01:00:00+01:00',
  options: { b: '1', remote: '•••' },
  labels: { team: 'shop' },
}

test('M27: the same volume in another spelling is the same one', () => {
  expect(changesSince(expected, volume)).toEqual([])
})

test('M27: every difference is named, and a lost or new creation time is one', () => {
  expect(changesSince({ ...expected, driver: 'local' }, volume)).toEqual(['driver'])
  expect(changesSince({ ...expected, createdAt: null }, volume)).toEqual(['creation time'])
  expect(changesSince({ ...expected, createdAt: '2026-01-01T00:00:01Z' }, volume)).toEqual(['creation time'])
  expect(changesSince({ ...expected, options: { b: '1' }, labels: {} }, volume)).toEqual(['options', 'labels'])
})
