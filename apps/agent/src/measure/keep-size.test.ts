import type { SizeFact } from '@stowage/domain/facts'
import { expect, test } from 'vitest'
import { keepUnchanged } from './keep-size.ts'

const size = (name: string, bytes: number | null, measuredAt: string): SizeFact => ({
  name,
  bytes,
  partial: false,
  atMostBytes: null,
  apparentBytes: bytes,
  files: null,
  newestWriteAt: null,
  method: 'engine',
  reason: null,
  basis: 'apparent',
  measuredAt,
})
const [morning, noon, nextDay] = ['2026-01-01T08:00:00Z', '2026-01-01T12:00:00Z', '2026-01-02T09:00:00Z']
const before = new Map(['quiet', 'busy', 'grown'].map((name) => [name, size(name, 5, morning)]))

test('a quiet volume of the same size keeps its earlier fact, so that an idle host sends nothing', () => {
  const next = [size('quiet', 5, noon), size('busy', 5, noon), size('grown', 6, noon), size('new', 1, noon)]
  const kept = keepUnchanged(next, before, new Set(['busy']))
  expect(kept.map((fact) => [fact.name, fact.measuredAt])).toEqual([
    ['quiet', morning],
    ['busy', noon],
    ['grown', noon],
    ['new', noon],
  ])
})

test('after a day even a quiet volume tells that it was looked at', () => {
  expect(keepUnchanged([size('quiet', 5, nextDay)], before, new Set())).toEqual([size('quiet', 5, nextDay)])
})
