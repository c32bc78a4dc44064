import { expect, test } from 'vitest'
import { reportOrder } from './report-order.ts'

const known = { epoch: 'a', rev: 5 }

test('AP10: a delta applies onto exactly its base, an overtaken or repeated rev is stale, a gap asks for everything', () => {
  expect(reportOrder(known, { epoch: 'a', rev: 6, baseRev: 5 })).toBe('apply')
  expect(reportOrder(known, { epoch: 'a', rev: 7, baseRev: 6 })).toBe('resync')
  expect(reportOrder(known, { epoch: 'a', rev: 7, baseRev: 4 })).toBe('resync')
  expect(reportOrder(known, { epoch: 'a', rev: 5, baseRev: 4 })).toBe('stale')
  expect(reportOrder(known, { epoch: 'a', rev: 4, baseRev: null })).toBe('stale')
  expect(reportOrder(known, { epoch: 'a', rev: 9, baseRev: null })).toBe('apply')
})

test('an unknown epoch begins with a report that builds on nothing', () => {
  expect(reportOrder(known, { epoch: 'b', rev: 1, baseRev: null })).toBe('apply')
  expect(reportOrder(known, { epoch: 'b', rev: 2, baseRev: 1 })).toBe('resync')
  expect(reportOrder(null, { epoch: 'a', rev: 1, baseRev: null })).toBe('apply')
})
