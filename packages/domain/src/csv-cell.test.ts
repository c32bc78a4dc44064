import { describe, expect, it } from 'vitest'
import { csvCell } from './csv-cell.ts'

describe('CSV cells', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['=cmd|x', "'=cmd|x"],
    [' @x', "' @x"],
    ['\t-2', "'\t-2"],
    ['+1', "'+1"],
    ['＝1', "'＝1"],
    ['\nx', '"\'\nx"'],
    ['a,"b"\nc', '"a,""b""\nc"'],
    ['plain', 'plain'],
  ])('WB5: %j → %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })

  it('WB5: numbers stay numbers, unknown is empty, times are UTC', () => {
    expect([csvCell(-5), csvCell(null), csvCell(new Date(0))]).toEqual(['-5', '', '1970-01-01T00:00:00.000Z'])
  })
})
