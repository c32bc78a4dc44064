import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { volumeNameProblem } from './volume-name.ts'

const bad = [
  '',
  'a',
  '-x',
  '.x',
  '_x',
  'a b',
  'a/b',
  '../x',
  'é',
  'ä',
  '<script>',
  'n'.repeat(256),
  'a\0b',
  'ab\n',
  'ab ',
  'a\\b',
]

describe('volume names', () => {
  it.each(bad)('CV6, C4: %j is refused before any call, in words', (name) => {
    expect(volumeNameProblem(name)).toMatch(/^[A-Z].*\.$/)
  })

  it.each(['ab', 'COM1', '0_', 'a.b-c_d', 'n'.repeat(255)])('C4: %j is a name', (name) => {
    expect(volumeNameProblem(name)).toBeNull()
  })

  it('O3: agrees with the pattern of the engine for any text', () => {
    const anyName = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-zA-Z0-9_.-]{0,260}$/))
    fc.assert(
      fc.property(anyName, (name) => {
        expect(volumeNameProblem(name) === null).toBe(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}$/.test(name) && !name.endsWith('\n'))
      }),
    )
  })
})
