import type { Bound, FilterValue, Moment, Pattern, Span } from './ast.ts'
import type { KeyType } from './keys.ts'
import { parseBytes, parseCount, parseDate, parseDuration } from './scalar.ts'

export type Atom = { raw: string; pattern: Pattern; span: Span }
type Parsed = FilterValue | string

/** One value of a key, or a sentence that says what is wrong with it. `key` is only for the sentence and for `label.<k>`. */
export function parseValue(key: string, type: KeyType, atom: Atom): Parsed {
  const { raw, pattern, span } = atom
  const base = { raw, span }
  const bare = pattern.literal ? null : pattern.text
  if (type.type === 'label') return parseLabel(key, atom)
  const aliased = type.type === 'enum' && bare !== null ? (type.aliases?.[bare] ?? bare) : bare
  if (aliased === 'unknown' || aliased === 'none' || aliased === 'any') return { ...base, type: aliased }
  const compares = bare !== null && /^[<>]/.test(bare)
  switch (type.type) {
    case 'text':
    case 'texts':
      if (compares) return `${key} is text and takes no comparison. Write ${key}:value, with * for any characters.`
      return pattern.text === '' ? `${key} needs a value, as in ${key}:web-*` : { ...base, type: 'pattern', pattern }
    case 'enum': {
      const value = aliased ?? pattern.text
      if (!type.values.includes(value)) return `${key} is one of ${type.values.join(', ')}.`
      return { ...base, type: 'pattern', pattern: { text: value, literal: true } }
    }
    case 'flag': {
      const value = { yes: true, true: true, no: false, false: false }[pattern.text]
      return value === undefined ? `${key} is yes or no, as in ${key}:yes` : { ...base, type: 'flag', value }
    }
    case 'bytes':
      return numbers(base, bare, parseBytes) ?? `${key} needs a number with a unit, as in ${key}:>10GiB`
    case 'rate':
      return numbers(base, bare, parseBytes) ?? `${key} needs a size for each day, as in ${key}:>1GiB`
    case 'count':
      return numbers(base, bare, parseCount) ?? `${key} needs a whole number, as in ${key}:>10000`
    case 'age':
      return numbers(base, bare, parseDuration, false) ?? `${key} needs a comparison with m, h, d or w, as in ${key}:>30d`
    case 'time':
      return times(base, bare) ?? `${key} needs an age or a date, as in ${key}:>30d or ${key}:2026-11-20..2026-11-25`
  }
}

function parseLabel(key: string, { raw, pattern, span }: Atom): Parsed {
  if (key.startsWith('label.')) {
    const label = key.slice('label.'.length)
    if (!pattern.literal && (pattern.text === 'any' || pattern.text === 'none')) {
      return { raw, span, type: 'label', label, match: pattern.text }
    }
    return { raw, span, type: 'label', label, match: pattern }
  }
  const cut = pattern.text.indexOf('=')
  const label = cut < 0 ? pattern.text : pattern.text.slice(0, cut)
  if (label === '') return 'label needs a key, as in label.team:web or label:team=web'
  const match = cut < 0 ? ('any' as const) : { text: pattern.text.slice(cut + 1), literal: pattern.literal }
  return { raw, span, type: 'label', label, match }
}

type Base = { raw: string; span: Span }
const comparison = /^(>=|<=|>|<)?(.+)$/s

function numbers(base: Base, text: string | null, parse: (text: string) => number | null, equality = true): FilterValue | null {
  if (text === null) return null
  const [low, high, extra] = text.split('..')
  if (high !== undefined) {
    const [min, max] = [parse(low ?? ''), parse(high)]
    if (min === null || max === null || extra !== undefined) return null
    return { ...base, type: 'number', min: { value: min, inclusive: true }, max: { value: max, inclusive: true } }
  }
  const [, op = '', figure = ''] = comparison.exec(text) ?? []
  const value = parse(figure)
  if (value === null || (op === '' && !equality)) return null
  const bound = { value, inclusive: op !== '>' && op !== '<' }
  return { ...base, type: 'number', min: op.startsWith('<') ? null : bound, max: op.startsWith('>') ? null : bound }
}

/** An age runs against the clock: `>30d` is before that moment. A date is a span: `>2026-11-20` starts when that day ends. */
function times(base: Base, text: string | null): FilterValue | null {
  if (text === null) return null
  const value = (from: Bound<Moment> | null, to: Bound<Moment> | null): FilterValue => ({ ...base, type: 'time', from, to })
  const [low = '', high, extra] = text.split('..')
  if (extra !== undefined) return null
  const [, op = '', figure = ''] = comparison.exec(low) ?? []
  const [date, age] = [parseDate(figure), parseDuration(figure)]
  if (high !== undefined) {
    const [endDate, endAge] = [parseDate(high), parseDuration(high)]
    if (op !== '') return null
    if (date && endDate) return value(at(date.from, true), at(endDate.to, false))
    return age !== null && endAge !== null ? value(ago(Math.max(age, endAge), true), ago(Math.min(age, endAge), true)) : null
  }
  if (date) {
    if (op === '') return value(at(date.from, true), at(date.to, false))
    if (op === '>') return value(at(date.to, true), null)
    if (op === '>=') return value(at(date.from, true), null)
    return op === '<' ? value(null, at(date.from, false)) : value(null, at(date.to, false))
  }
  if (age === null || op === '') return null
  return op.startsWith('>') ? value(null, ago(age, op === '>=')) : value(ago(age, op === '<='), null)
}

const at = (ms: number, inclusive: boolean): Bound<Moment> => ({ value: { type: 'at', ms }, inclusive })
const ago = (ms: number, inclusive: boolean): Bound<Moment> => ({ value: { type: 'ago', ms }, inclusive })
