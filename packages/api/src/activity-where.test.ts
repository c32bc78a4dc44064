import { expect, test } from 'vitest'
import { activityWhere } from './activity-where.ts'

test('terms are all required, values of one key are alternatives, a dash negates', () => {
  expect(activityWhere('host:web-*,db-1 -result:ok')).toEqual({
    AND: [
      { OR: [{ host: { startsWith: 'web-', mode: 'insensitive' } }, { host: { equals: 'db-1', mode: 'insensitive' } }] },
      { NOT: { OR: [{ result: { equals: 'ok', mode: 'insensitive' } }] } },
    ],
  })
})

test('a range covers whole days in UTC and may be open', () => {
  expect(activityWhere('at:2026-07-01..2026-09-30')).toEqual({
    AND: [{ at: { gte: new Date('2026-07-01T00:00:00Z'), lte: new Date('2026-09-30T23:59:59.999Z') } }],
  })
  expect(activityWhere('at:2026-07-01..')).toEqual({ AND: [{ at: { gte: new Date('2026-07-01T00:00:00Z') } }] })
  expect(activityWhere('at:..2026-07-01')).toEqual({ AND: [{ at: { lte: new Date('2026-07-01T23:59:59.999Z') } }] })
})

test.each(['colour:red', 'at:soon', 'at:2026-13-45', 'at:'])('%s is refused, never taken for text', (q) => {
  expect(() => activityWhere(q)).toThrow(/no filter|not a day/)
})

test('words and quoted words are searched for in the text', () => {
  expect(activityWhere('"removed by"')).toMatchObject({ AND: [{ OR: [{ text: { contains: 'removed by' } }, {}, {}, {}, {}] }] })
})
