import { expect, test } from 'vitest'
import { byteTick, countTick, timeTick } from './ticks.ts'

test('bytes on an axis have a unit and no zeros that say nothing', () => {
  expect([0, 2 ** 34, 1.5 * 2 ** 30, 512, 2 ** 40, 10 * 2 ** 20].map(byteTick)).toEqual([
    '0',
    '16 GiB',
    '1.5 GiB',
    '512 B',
    '1 TiB',
    '10 MiB',
  ])
})

test('counts are short', () => {
  expect([0, 1_200_000, 20_000].map(countTick)).toEqual(['0', '1.2M', '20K'])
})

test('the longer the axis, the coarser its times; all in the zone of the reader', () => {
  const at = new Date('2026-11-20T23:30:00Z')
  const day = 86_400_000
  expect(timeTick(at, day, 'UTC')).toBe('23:30')
  expect(timeTick(at, 7 * day, 'Europe/Berlin')).toBe('21 Nov')
  expect(timeTick(at, 366 * day, 'UTC')).toBe('Nov 2026')
})
