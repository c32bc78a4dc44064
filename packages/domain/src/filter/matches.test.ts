import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldValue, type FilterSubject, filterTruth } from './matches.ts'
import { parseFilter } from './parse.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const day = 86_400_000
const gib = 2 ** 30

type Sample = {
  host: string
  size: number | undefined
  idle: { atLeastMs: number; exact: boolean }
  labels: Record<string, string>
  created: number | undefined
  usedBy: readonly string[]
  complete: boolean
}
const sample = (change: Partial<Sample> = {}): Sample => ({
  host: 'web-07',
  size: 20 * gib,
  idle: { atLeastMs: 40 * day, exact: true },
  labels: {},
  created: now - 10 * day,
  usedBy: [],
  complete: true,
  ...change,
})
const subject = (row: Sample): FilterSubject => ({
  words: ['data', row.host],
  field: (name): FieldValue => {
    if (name === 'size') return { type: 'number', value: row.size }
    if (name === 'idle') return { type: 'age', ...row.idle }
    if (name === 'label') return { type: 'labels', value: row.labels }
    if (name === 'created') return { type: 'time', value: row.created }
    if (name === 'used-by') return { type: 'texts', values: row.usedBy, complete: row.complete }
    if (name === 'project') return { type: 'text', value: null }
    return { type: 'text', value: row.host }
  },
})
const truth = (text: string, row: Sample = sample()) => {
  const answer = parseFilter('volumes', text)
  if (!answer.ok) throw new Error(answer.problem.message)
  return filterTruth(answer.filter, subject(row), now)
}

describe('filter against a row', () => {
  it('audit 8.3/31: an unknown size matches no comparison, no negation, only size:unknown', () => {
    const row = sample({ size: undefined })
    expect(
      ['size:>1GiB', '-size:>1GiB', 'size:<1GiB', 'size:unknown', '-size:unknown', 'size:>1GiB,unknown'].map((each) =>
        truth(each, row),
      ),
    ).toEqual([null, null, null, true, false, true])
  })

  it('compares, takes ranges and dates', () => {
    expect(['size:20GiB', 'size:>20GiB', 'size:>=20GiB', 'size:1GiB..20GiB', 'size:<20GB'].map((each) => truth(each))).toEqual([
      true,
      false,
      true,
      true,
      false,
    ])
    expect(
      [
        'created:>9d',
        'created:<9d',
        'created:>=10d',
        'created:9d..11d',
        'created:2026-11-10',
        'created:>2026-11-10',
        'created:<=2026-11-10',
        'created:2026-11-01..2026-11-09',
      ].map((each) => truth(each)),
    ).toEqual([true, false, true, true, true, false, true, false])
  })

  it('idle is a lower bound: over it is certain, under it needs exact', () => {
    const bound = sample({ idle: { atLeastMs: 20 * day, exact: false } })
    expect(['idle:>10d', 'idle:>30d', 'idle:<30d', 'idle:<10d', '-idle:>30d'].map((each) => truth(each, bound))).toEqual([
      true,
      null,
      null,
      false,
      null,
    ])
    const exact = sample({ idle: { atLeastMs: 20 * day, exact: true } })
    expect(['idle:>10d', 'idle:>30d', 'idle:<30d', 'idle:<10d', '-idle:>30d'].map((each) => truth(each, exact))).toEqual([
      true,
      false,
      true,
      false,
      true,
    ])
  })

  it('B14: a size known in part is a lower bound: over it is certain, under it never', () => {
    const part = { ...subject(sample()), field: (): FieldValue => ({ type: 'number', value: 20 * gib, isLowerBound: true }) }
    const partly = (text: string) => {
      const answer = parseFilter('volumes', text)
      return answer.ok && filterTruth(answer.filter, part, now)
    }
    expect(['size:>10GiB', 'size:>30GiB', 'size:<30GiB', 'size:<10GiB', 'size:unknown'].map(partly)).toEqual([
      true,
      null,
      null,
      false,
      false,
    ])
  })

  it('words look into names and hosts, globs match whole, quotes are literal', () => {
    expect(['at', 'WEB', 'web-*', 'eb-*', '"a*"', 'dat*', '-data'].map((each) => truth(each))).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
      false,
    ])
  })

  it('labels exist, equal, or are missing; none and any', () => {
    const row = sample({ labels: { team: 'web', 'a.b/c': 'X' } })
    expect(
      [
        'label:team',
        'label:team=web',
        'label.team:w*',
        'label.team:none',
        '-label:keep',
        'label.a.b/c:x',
        'label.constructor:any',
        'project:none',
        'project:any',
      ].map((each) => truth(each, row)),
    ).toEqual([true, true, true, false, true, true, false, true, false])
  })

  it('an incomplete list proves a member, never an absence', () => {
    const row = sample({ usedBy: ['etl'], complete: false })
    expect(['used-by:etl', 'used-by:web', '-used-by:web', 'used-by:none', 'used-by:any'].map((each) => truth(each, row))).toEqual(
      [true, null, null, false, true],
    )
    expect(['used-by:none', '-used-by:none'].map((each) => truth(each, sample({ complete: false })))).toEqual([null, null])
  })

  const rows = fc.record({
    host: fc.constantFrom('web-1', 'web-22', 'db-1'),
    size: fc.option(fc.constantFrom(0, gib, 10 * gib, 10 * gib + 1, 30 * gib), { nil: undefined }),
    idle: fc.record({ atLeastMs: fc.constantFrom(0, 30 * day, 30 * day + 1, 90 * day), exact: fc.boolean() }),
    labels: fc.constantFrom<Record<string, string>>({}, { keep: '' }, { other: 'x' }),
    created: fc.constant(undefined),
    usedBy: fc.constant([]),
    complete: fc.constant(true),
  })
  it('audit 8.3/30: `host:web-* size:>10GiB idle:>30d -label:keep` equals a plain predicate on 1 000 random fleets', () => {
    fc.assert(
      fc.property(fc.array(rows), (fleet) => {
        for (const row of fleet) {
          const expected =
            row.host.startsWith('web-') && (row.size ?? 0) > 10 * gib && row.idle.atLeastMs > 30 * day && !('keep' in row.labels)
          expect(truth('host:web-* size:>10GiB idle:>30d -label:keep', row) === true).toBe(expected)
        }
      }),
      { numRuns: 1000 },
    )
  })

  const term = fc.constantFrom(
    'host:web-*',
    'size:>10GiB',
    'size:unknown',
    'idle:>30d',
    'idle:<30d',
    'label:keep',
    'web',
    '(host:db-1 OR size:<2GiB)',
  )
  it('negating twice changes nothing; a filter and its negation never both match', () => {
    fc.assert(
      fc.property(term, rows, (text, row) => {
        const plain = truth(text, row)
        const negated = truth(`-${text}`, row)
        expect(truth(`-(-${text} OR -${text})`, row)).toBe(plain)
        expect(negated).toBe(plain === null ? null : !plain)
      }),
    )
  })
})
