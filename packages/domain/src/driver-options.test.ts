import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { driverOptionProblems } from './driver-options.ts'

const fields = (options: Record<string, string>, driver = 'local') =>
  driverOptionProblems(driver, options).map((each) => each.field)

describe('driver options before the call', () => {
  it.each<[Record<string, string>, string[]]>([
    [{ type: 'nfs' }, ['device']],
    [{ o: 'addr=nas' }, ['device']],
    [{ type: 'nfs', o: 'addr=nas' }, ['device']],
    [{ device: '/x' }, ['type']],
    [{ device: ':/x', o: 'addr=nas' }, ['type']],
    [{ foo: 'bar' }, ['foo']],
    [{ Type: 'nfs' }, ['Type']],
    [{ size: 'abc' }, ['size']],
    [{ size: '' }, ['size']],
    [{ type: 'nfs', device: ':/x', o: ' ' }, ['o']],
    [{ type: 'cifs', device: '//nas:445/s', o: 'addr=nas' }, ['device']],
  ])('C5, O2: %j is a form error at the field', (options, expected) => {
    expect(fields(options)).toEqual(expected)
  })

  it.each<Record<string, string>>([
    {},
    { size: '10G' },
    { type: 'tmpfs', device: 'tmpfs', o: 'size=64m' },
    { type: 'nfs', device: ':/x', o: 'addr=nas' },
  ])('O2: %j passes', (options) => {
    expect(fields(options)).toEqual([])
  })

  it('leaves the keys of a plugin to the plugin, but not empty values', () => {
    expect(fields({ remote: 'b2:', path: '' }, 'rclone')).toEqual(['path'])
  })

  it('every problem is a sentence', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (options) => {
        for (const { message } of driverOptionProblems('local', options)) expect(message).toMatch(/[.?]$/)
      }),
    )
  })
})
