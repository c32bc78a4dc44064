import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesText } from './bytes-text.ts'

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
    expect(bytesText(bytes)).toBe(text)
  })

  it('keeps three significant digits, within half a percent, for every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1024, max: Number.MAX_SAFE_INTEGER }), (bytes) => {
        const [figure = '', unit = ''] = bytesText(bytes).split(' ')
        expect(figure).toMatch(/^(0\.\d{3}|\d\.\d\d|\d\d\.\d|\d{3})$/)
        const back = Number(figure) * 1024 ** ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'].indexOf(unit)
        expect(Math.abs(back - bytes) / bytes).toBeLessThan(0.0052)
      }),
    )
  })
})
