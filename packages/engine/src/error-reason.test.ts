import { describe, expect, test } from 'vitest'
import { errorReason, namedContainers } from './error-reason.ts'
import { ids } from './testing/recorded.ts'

describe('what an engine says beyond its status', () => {
  test('only a 404 about the volume itself means that there is none', () => {
    for (const name of ['data', 'db-secret', 'x.token', 'password', 'auth'])
      expect(errorReason(404, `get ${name}: no such volume`)).toBe('no_such_volume')
    expect(errorReason(500, 'get data: no such volume')).toBeNull()
    expect(errorReason(404, 'get data: error looking up volume plugin rclone: plugin "rclone" not found')).toBeNull()
  })

  test('A2: an API version that is too new or too old is known with its status', () => {
    const tooNew = 'client version 1.52 is too new. Maximum supported API version is 1.41'
    expect(errorReason(400, tooNew)).toBe('version_refused')
    expect(errorReason(400, tooNew.replace('new', 'old'))).toBe('version_refused')
    expect(errorReason(500, tooNew)).toBeNull()
    expect(errorReason(400, 'invalid filter')).toBeNull()
  })

  test('M1, B10: an engine that measures already is told from one that cannot measure', () => {
    expect(errorReason(500, 'a disk usage operation is already running')).toBe('disk_usage_running')
    expect(errorReason(500, 'lstat /var/lib/docker/volumes: permission denied')).toBeNull()
  })

  test('V20: the containers of a refusal are all found, and no part of a longer number', () => {
    const many = Array.from({ length: 100 }, (_, i) => i.toString(16).padStart(64, '0'))
    expect(namedContainers(`remove my-secret: volume is in use - [${many.join(', ')}]`)).toEqual(many)
    expect(namedContainers(`[${ids.web}0]`)).toEqual([])
  })
})
