import { sizeReasons } from '@stowage/engine/volume-sizes'
import { expect, test } from 'vitest'
import { wayOf } from './way.ts'

const mountpoint = '/var/lib/docker/volumes/v/_data'
const volume = { name: 'v', driver: 'local', mountpoint, options: {} }
const nfs = { ...volume, options: { type: 'nfs', o: 'addr=nas', device: ':/x' } }
const around = { dataRoot: '/var/lib/docker', through: ['nice'], mounts: new Map<string, string>() }
const mountedAs = (type: string) => ({ ...around, mounts: new Map([[mountpoint, type]]) })

test('a plain volume on the data root is walked, also one with a quota; without a readable data root the engine measures it', () => {
  expect(wayOf(volume, around)).toEqual({ how: 'walk', through: ['nice'] })
  expect(wayOf({ ...volume, options: { size: '10G' } }, around).how).toBe('walk')
  expect(wayOf(volume, { ...around, through: null }).how).toBe('engine')
})

test('only the very directory that the engine keeps for this volume is walked', () => {
  for (const wrong of ['/', '/srv/v/_data', '/var/lib/docker/volumes/other/_data', '/var/lib/docker/volumes/v/_data/..', ''])
    expect(wayOf({ ...volume, mountpoint: wrong }, around).how).toBe('engine')
  expect(wayOf({ ...volume, name: '../v', mountpoint: '/var/lib/docker/volumes/../v/_data' }, around).how).toBe('engine')
})

test('A22: an NFS volume that is not mounted is unknown, whatever its directory holds', () => {
  expect(wayOf(nfs, around)).toEqual({ how: 'unknown', reason: sizeReasons.remote })
  expect(wayOf({ ...volume, driver: 'rclone' }, around)).toEqual({ how: 'unknown', reason: sizeReasons.driver })
})

test('M5: what is mounted from elsewhere is never walked, its file system is asked', () => {
  expect(wayOf(nfs, mountedAs('nfs4'))).toEqual({ how: 'statfs' })
  expect(wayOf({ ...volume, options: { type: 'tmpfs', device: 'tmpfs' } }, mountedAs('tmpfs'))).toEqual({ how: 'statfs' })
  expect(wayOf({ ...volume, driver: 'rclone' }, mountedAs('fuse.rclone'))).toEqual({ how: 'statfs' })
  expect(wayOf(volume, mountedAs('nfs4'))).toEqual({ how: 'statfs' })
  expect(wayOf(volume, mountedAs('ext4')).how).toBe('walk')
})
