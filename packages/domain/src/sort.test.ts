import { describe, expect, it } from 'vitest'
import { parseSort } from './sort.ts'

describe('sort', () => {
  it('reads a key with an optional minus', () => {
    expect(parseSort('volumes', '-size')).toEqual({ ok: true, sort: { key: 'size', descending: true } })
    expect(parseSort('containers', null)).toEqual({ ok: true, sort: { key: 'name', descending: false } })
  })

  it('names the keys when the asked one is not there', () => {
    expect(parseSort('volumes', 'layer')).toMatchObject({ ok: false, message: expect.stringContaining('Sort by name, host') })
    expect(parseSort('containers', '--layer').ok).toBe(false)
  })
})
