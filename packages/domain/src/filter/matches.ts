import type { Bound, FilterNode, FilterValue } from './ast.ts'
import { patternMatches, wordMatches } from './fold.ts'
import { momentMs } from './scalar.ts'

/** Kleene's three values: null = cannot be told, which is neither a match nor, negated, one. */
export type Truth = boolean | null

/** A value of one row. `undefined` = unknown, `null` = known to be absent. */
export type FieldValue =
  | { type: 'text'; value: string | null | undefined }
  /** `complete` false: there may be more than these. */
  | { type: 'texts'; values: readonly string[]; complete: boolean }
  /** `isLowerBound`: at least so much. */
  | { type: 'number'; value: number | undefined; isLowerBound?: boolean }
  | { type: 'time'; value: number | undefined }
  /** `exact` false: at least so long. */
  | { type: 'age'; atLeastMs: number; exact: boolean }
  | { type: 'flag'; value: boolean | undefined }
  | { type: 'labels'; value: Readonly<Record<string, string>> }

/** `words`: what a bare word looks into. */
export type FilterSubject = { field: (name: string) => FieldValue; words: readonly string[] }

/** Three-valued answer of a filter for one row; only `true` is a match. */
export function filterTruth(node: FilterNode, subject: FilterSubject, nowMs: number): Truth {
  switch (node.type) {
    case 'and':
      return not(some(node.items, (item) => not(filterTruth(item, subject, nowMs))))
    case 'or':
      return some(node.items, (item) => filterTruth(item, subject, nowMs))
    case 'not':
      return not(filterTruth(node.item, subject, nowMs))
    case 'word':
      return subject.words.some((text) => wordMatches(node.pattern, text))
    case 'key': {
      const field = subject.field(node.field)
      return some(node.values, (value) => valueTruth(value, field, nowMs))
    }
  }
}

const not = (truth: Truth): Truth => (truth === null ? null : !truth)

function some<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let unknown = false
  for (const item of items) {
    const truth = test(item)
    if (truth === true) return true
    if (truth === null) unknown = true
  }
  return unknown ? null : false
}

function valueTruth(value: FilterValue, field: FieldValue, nowMs: number): Truth {
  if (value.type === 'unknown') return isUnknown(field)
  if (value.type === 'none' || value.type === 'any') {
    const present = presence(field)
    return value.type === 'any' ? present : not(present)
  }
  if (field.type === 'labels') return value.type === 'label' && labelMatches(value, field.value)
  if (field.type === 'texts') {
    if (value.type !== 'pattern') return false
    return field.values.some((text) => patternMatches(value.pattern, text)) || (field.complete ? false : null)
  }
  if (field.type === 'age') return value.type === 'number' ? boundTruth(value, field.atLeastMs, field.exact) : false
  if (field.value === undefined) return null
  if (field.type === 'text') return value.type === 'pattern' && field.value !== null && patternMatches(value.pattern, field.value)
  if (field.type === 'flag') return value.type === 'flag' && field.value === value.value
  if (field.type === 'number') return value.type === 'number' ? boundTruth(value, field.value, !field.isLowerBound) : false
  if (value.type !== 'time') return false
  const resolved = (bound: typeof value.from) => bound && { value: momentMs(bound.value, nowMs), inclusive: bound.inclusive }
  return above(resolved(value.from), field.value) && below(resolved(value.to), field.value)
}

function isUnknown(field: FieldValue): boolean {
  if (field.type === 'labels') return false
  if (field.type === 'texts') return !field.complete
  return field.type === 'age' ? !field.exact : field.value === undefined
}

function presence(field: FieldValue): Truth {
  if (field.type === 'labels') return Object.keys(field.value).length > 0
  if (field.type === 'texts') return field.values.length > 0 || (field.complete ? false : null)
  if (field.type === 'age') return true
  return field.value === undefined ? null : field.value !== null
}

function labelMatches(value: Extract<FilterValue, { type: 'label' }>, labels: Readonly<Record<string, string>>): boolean {
  const text = Object.hasOwn(labels, value.label) ? labels[value.label] : undefined
  if (value.match === 'any' || value.match === 'none') return (text !== undefined) === (value.match === 'any')
  return text !== undefined && patternMatches(value.match, text)
}

type Range = { min: Bound<number> | null; max: Bound<number> | null }

/** The true value is `known`, or where that is not exact, at least so much. */
function boundTruth({ min, max }: Range, known: number, exact: boolean): Truth {
  if (!below(max, known)) return false
  const enough = above(min, known)
  if (exact) return enough
  return enough && max === null ? true : null
}

const above = (min: Bound<number> | null, value: number) =>
  min === null || value > min.value || (min.inclusive && value === min.value)
const below = (max: Bound<number> | null, value: number) =>
  max === null || value < max.value || (max.inclusive && value === max.value)
