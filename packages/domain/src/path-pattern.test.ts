import { describe, expect, it } from 'vitest'
import { isPlainPath, pathAllowed } from './path-pattern.ts'

describe('paths of a policy', () => {
  it.each(['/srv/volumes/../../etc', '//etc', '/srv//a', '/srv/.', '/srv/', 'srv', '', '/a\\b', '/a\0', '/a\nb', '.', '/..'])(
    'CV3: %j is not in normal form',
    (path) => {
      expect(isPlainPath(path)).toBe(false)
      expect(pathAllowed('/*', path)).toBe(false)
    },
  )

  it.each([
    ['/srv/volumes/*', '/srv/volumes/a', true],
    ['/srv/volumes/*', '/srv/volumes/a/b', true],
    ['/srv/volumes/*', '/srv/volumes', false],
    ['/srv/volumes/*', '/srv/volumesX', false],
    ['/srv/volumes/*', '/srv/volumesX/a', false],
    ['/srv/*/data', '/srv/a/data', true],
    ['/srv/*/data', '/srv/a/b/data', false],
    ['/srv/a', '/srv/a', true],
    ['/srv/a', '/srv/a/b', false],
    ['/*', '/', false],
    ['/', '/', true],
    ['/', '/etc', false],
    ['/*', '/x/y', true],
  ])('CV3: pattern %s, path %s → %s', (pattern, path, expected) => {
    expect(pathAllowed(pattern, path)).toBe(expected)
  })
})
