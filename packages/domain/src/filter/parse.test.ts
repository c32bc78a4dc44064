import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Noun } from './keys.ts'
import { parseFilter } from './parse.ts'
import { filterChips, filterText } from './to-text.ts'

const problem = (text: string, noun: Noun = 'volumes') => {
  const answer = parseFilter(noun, text)
  return answer.ok ? null : answer.problem
}
const marked = (text: string, noun: Noun = 'volumes') => {
  const found = problem(text, noun)
  return found === null ? null : text.slice(found.start, found.end)
}
const withoutSpans = (text: string, noun: Noun = 'volumes') => {
  const answer = parseFilter(noun, text)
  if (!answer.ok) throw new Error(answer.problem.message)
  return {
    text: filterText(answer.filter),
    tree: JSON.parse(JSON.stringify(answer.filter, (key, value) => (key === 'span' ? undefined : value))),
  }
}

describe('filter text', () => {
  it('audit 8.3/32: mistakes are errors with their place', () => {
    expect(marked('host:a sise:>1GiB')).toBe('sise')
    expect(marked('name:>5')).toBe('>5')
    expect(marked('x size:>10Gigs')).toBe('>10Gigs')
    expect(marked('layer:>1GiB')).toBe('layer')
  })

  it('says what would work', () => {
    expect(problem('size:big')?.message).toBe('size needs a number with a unit, as in size:>10GiB')
    expect(problem('growth:fast')?.message).toBe('growth needs a size for each day, as in growth:>1GiB')
    expect(problem('files:>1.5')?.message).toBe('files needs a whole number, as in files:>10000')
    expect(problem('sise:>1GiB')?.message).toMatch(
      /^There is no key "sise" for volumes\. Did you mean size\? The keys here are host, name, /,
    )
    expect(problem('state:gone')?.message).toBe('state is one of used, orphan, protected, unknown.')
    expect(problem('mounted:maybe')?.message).toContain('yes or no')
    expect(problem('a OR b')?.message).toContain('parentheses')
  })

  it.each([
    '(',
    ')',
    '(a',
    'a)',
    '()',
    '(a OR )',
    '( OR a)',
    '-',
    '--a',
    '"',
    '"a',
    'a"b',
    '""',
    '"a"b',
    'size:',
    'size:>',
    'size:1..',
    'size:..1',
    'size:1GiB..2GiB..3GiB',
    'created:30d',
    'created:2026-02-30',
    'created:>2026-13-01',
    'idle:>30',
    'idle:30d',
    'label:',
    'label.:x',
    'name:',
    ',',
    'size:>1GiB,',
    'a\0b',
    'x\u0007',
    '\ud800',
    'toString:x',
    '__proto__:x',
    'label:=x',
    `${'('.repeat(25)}a${')'.repeat(25)}`,
  ])('refuses %j', (text) => {
    const found = problem(text)
    expect(found?.message).toMatch(/\S/)
    expect(found?.start).toBeLessThanOrEqual(text.length)
    expect(found?.end).toBeGreaterThanOrEqual(found?.start ?? 0)
  })

  it('has limits: 1 000 characters, 50 terms', () => {
    expect(problem('a'.repeat(1000))).toBeNull()
    expect(problem('a'.repeat(1001))?.message).toContain('1000')
    expect(problem(Array(50).fill('a').join(' '))).toBeNull()
    expect(problem(Array(51).fill('a').join(' '))?.message).toContain('50')
  })

  it.each([
    'host:web-* size:>10GiB idle:>30d -label:keep',
    'a "b c" -"d\\"e"',
    '(host:a OR host:b name:c) -(x OR y)',
    'size:1GiB..2GiB,unknown label.team:web,none label:a=b project:none,any',
    'created:2026-11-20T03:12Z..2026-11-21 state:orphaned,in-use mounted:no',
    'image:nginx:1.25 used-by:"a*"',
    'growth:>1GiB files:10..1000,unknown written:<30d',
  ])('round trip: %s', (text) => {
    const first = withoutSpans(text)
    expect(first.text).toBe(text)
    expect(withoutSpans(first.text)).toEqual(first)
  })

  it('a chip knows its place and the filter without it', () => {
    const answer = parseFilter('volumes', ' idle:>90d   host:web-* (a OR b)')
    expect(answer.ok && filterChips(answer.filter)).toEqual([
      { text: 'idle:>90d', start: 1, end: 10, without: 'host:web-* (a OR b)' },
      { text: 'host:web-*', start: 13, end: 23, without: 'idle:>90d (a OR b)' },
      { text: '(a OR b)', start: 24, end: 32, without: 'idle:>90d host:web-*' },
    ])
  })

  const pieces = fc.constantFrom(
    'size',
    'name',
    'idle',
    'label',
    'label.a',
    'state',
    ':',
    ':',
    '>',
    '<=',
    '10GiB',
    '30d',
    '..',
    ',',
    '(',
    ')',
    ' OR ',
    ' ',
    ' ',
    '-',
    '"',
    '\\',
    '*',
    'unknown',
    'none',
    'x',
    '2026-11-20',
    'web-*',
  )
  it('never throws, and whatever it reads it prints so that it reads the same again', () => {
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 25 }).map((each) => each.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    )
    let read = 0
    fc.assert(
      fc.property(text, fc.constantFrom<Noun>('volumes', 'containers', 'activity'), (value, noun) => {
        if (!parseFilter(noun, value).ok) return
        read += 1
        const first = withoutSpans(value, noun)
        expect(withoutSpans(first.text, noun)).toEqual(first)
      }),
      { numRuns: 20_000 },
    )
    expect(read).toBeGreaterThan(500)
  }, 30_000)
})
