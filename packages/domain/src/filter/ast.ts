/** A parsed filter (audit 4.1, ux 4). Spans are offsets into the text, end exclusive; `raw` is the text as typed. */

export type Span = { start: number; end: number }
export type Bound<T> = { value: T; inclusive: boolean }
/** A moment given as an age before now or as a fixed time, both in milliseconds. */
export type Moment = { type: 'ago'; ms: number } | { type: 'at'; ms: number }
/** `literal`: quoted, so `*` stands for itself. */
export type Pattern = { text: string; literal: boolean }

export type FilterValue = { raw: string; span: Span } & (
  | { type: 'pattern'; pattern: Pattern }
  | { type: 'flag'; value: boolean }
  /** Bytes, bytes a day, a count, or milliseconds for ages. */
  | { type: 'number'; min: Bound<number> | null; max: Bound<number> | null }
  | { type: 'time'; from: Bound<Moment> | null; to: Bound<Moment> | null }
  | { type: 'label'; label: string; match: Pattern | 'any' | 'none' }
  | { type: 'unknown' }
  | { type: 'none' }
  | { type: 'any' }
)

export type FilterWord = { type: 'word'; pattern: Pattern; raw: string; span: Span }
/** Values are ORed. `key` is as typed, so "label.team" too; `field` is the name in the noun's key table. */
export type FilterKey = { type: 'key'; key: string; field: string; values: FilterValue[]; span: Span }
export type FilterNode =
  | FilterWord
  | FilterKey
  | { type: 'not'; item: FilterNode; span: Span }
  | { type: 'or'; items: FilterAnd[]; span: Span }
  | FilterAnd
export type FilterAnd = { type: 'and'; items: FilterNode[]; span: Span }

/** The whole filter: all of `items` must hold; empty = everything. */
export type Filter = FilterAnd

export type FilterProblem = { message: string; start: number; end: number }
export type FilterAnswer = { ok: true; filter: Filter } | { ok: false; problem: FilterProblem }

export const emptyFilter: Filter = { type: 'and', items: [], span: { start: 0, end: 0 } }
