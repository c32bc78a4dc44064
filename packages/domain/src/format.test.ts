import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutMiddle, formatAge, formatBytes, formatDuration } from './format.ts'

describe('bytes in words', () => {
  it.each<[number | null, string]>([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1023 B'],
    [1024, '1.00 KiB'],
    [1000 * 1024, '0.977 MiB'],
    [48.2 * 2 ** 30, '48.2 GiB'],
    [1024 ** 2 - 1, '1.00 MiB'],
    [2 ** 60, '1.00 EiB'],
    [null, 'unknown'],
  ])('%s → %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  it('keeps three significant digits, within half a percent, for every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1024, max: Number.MAX_SAFE_INTEGER }), (bytes) => {
        const [figure = '', unit = ''] = formatBytes(bytes).split(' ')
        expect(figure).toMatch(/^(0\.\d{3}|\d\.\d\d|\d\d\.\d|\d{3})$/)
        const back = Number(figure) * 1024 ** ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'].indexOf(unit)
        expect(Math.abs(back - bytes) / bytes).toBeLessThan(0.0052)
      }),
    )
  })
})

describe('times and names in words', () => {
  const now = new Date('2026-11-20T12:00:00Z')

  it('rounds durations down to one unit', () => {
    expect([0, 999, 59_999, 60_000, 86_399_999, 3 * 86_400_000, 800 * 86_400_000].map(formatDuration)).toEqual([
      '0 s',
      '0 s',
      '59 s',
      '1 min',
      '23 h',
      '3 d',
      '2 y',
    ])
  })

  it('AP9: a moment ahead of now reads as now; a missing one as unknown', () => {
    expect(formatAge(new Date('2026-11-23T12:00:00Z'), now)).toBe('just now')
    expect(formatAge(new Date('2026-11-17T12:00:00Z'), now)).toBe('3 d ago')
    expect(formatAge(null, now)).toBe('unknown')
  })

  it('cuts names in the middle to the asked length', () => {
    expect(cutMiddle('shop_pgdata_backup_17', 11)).toBe('shop_…up_17')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        expect([...cutMiddle(text, max)].length).toBeLessThanOrEqual(Math.max(max, 1))
      }),
    )
  })
})
