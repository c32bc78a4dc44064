import type { FilterAnd, FilterAnswer, FilterNode, FilterProblem, FilterValue } from './ast.ts'
import { filterKeys, keyHelp, type Noun } from './keys.ts'
import { type Atom, parseValue } from './parse-value.ts'

export const filterLengthMax = 1000
export const filterTermsMax = 50
const depthMax = 20

/** Reads a filter for one list. Errors name the place and say what would work; nothing unknown is ever taken as free text. */
export function parseFilter(noun: Noun, text: string): FilterAnswer {
  if (text.length > filterLengthMax) {
    return fail(
      `A filter may have at most ${filterLengthMax} characters; this one has ${text.length}.`,
      filterLengthMax,
      text.length,
    )
  }
  const odd = /[^\P{Cc}\t]|\p{Cs}/u.exec(text)
  if (odd) return fail('A filter may not hold control characters or broken Unicode.', odd.index, odd.index + 1)
  try {
    return { ok: true, filter: new Parser(noun, text).all() }
  } catch (error) {
    if (error instanceof Stop) return { ok: false, problem: error.problem }
    throw error
  }
}

const fail = (message: string, start: number, end: number): FilterAnswer => ({ ok: false, problem: { message, start, end } })

/** Leaves the recursion with the problem; never leaves this file. */
class Stop extends Error {
  readonly problem: FilterProblem
  constructor(message: string, start: number, end: number) {
    super(message)
    this.problem = { message, start, end }
  }
}

class Parser {
  readonly noun: Noun
  readonly text: string
  at = 0
  terms = 0
  constructor(noun: Noun, text: string) {
    this.noun = noun
    this.text = text
  }

  all(): FilterAnd {
    const filter = this.query(0)
    if (this.at < this.text.length) throw this.stop('This parenthesis closes nothing.', this.at, this.at + 1)
    return filter
  }

  query(depth: number): FilterAnd {
    const start = this.at
    const items: FilterNode[] = []
    for (this.space(); this.at < this.text.length && this.peek() !== ')'; this.space()) {
      if (/^OR(?=[\s)]|$)/.test(this.text.slice(this.at, this.at + 3))) {
        if (depth > 0) break
        throw this.stop('OR works between parentheses, as in (host:a OR host:b).', this.at, this.at + 2)
      }
      items.push(this.term(depth))
    }
    return { type: 'and', items, span: { start, end: this.at } }
  }

  term(depth: number): FilterNode {
    const start = this.at
    if (this.peek() === '-') {
      this.at += 1
      if (this.at >= this.text.length || /[\s)-]/.test(this.peek()))
        throw this.stop('"-" needs a term right after it.', start, this.at)
      const item = this.term(depth)
      return { type: 'not', item, span: { start, end: this.at } }
    }
    if (this.peek() === '(') return this.group(depth + 1)
    this.terms += 1
    if (this.terms > filterTermsMax)
      throw this.stop(`A filter may have at most ${filterTermsMax} terms.`, start, this.text.length)
    const [key] = /^[A-Za-z_][^\s:,()"]*(?=:)/.exec(this.text.slice(start)) ?? []
    if (key !== undefined) return this.keyTerm(key)
    const word = this.atom()
    if (word.raw === '')
      throw this.stop(`"${this.peek()}" cannot stand here. Put text with special characters in quotes.`, start, start + 1)
    return { type: 'word', pattern: word.pattern, raw: word.raw, span: word.span }
  }

  group(depth: number): FilterNode {
    const start = this.at
    if (depth > depthMax) throw this.stop(`Parentheses may be nested at most ${depthMax} deep.`, start, start + 1)
    this.at += 1
    const items: FilterAnd[] = []
    for (;;) {
      const item = this.query(depth)
      if (item.items.length === 0) throw this.stop('A term is missing here.', this.at, Math.min(this.at + 2, this.text.length))
      items.push(item)
      if (this.at >= this.text.length) throw this.stop('This parenthesis is never closed.', start, start + 1)
      if (this.peek() === ')') break
      this.at += 2
    }
    this.at += 1
    return { type: 'or', items, span: { start, end: this.at } }
  }

  keyTerm(key: string): FilterNode {
    const start = this.at
    const field = key.startsWith('label.') ? 'label' : key
    const keys = filterKeys[this.noun]
    const type = Object.hasOwn(keys, field) ? keys[field] : undefined
    if (type === undefined || key === 'label.') {
      throw this.stop(
        `There is no key "${key}" for ${this.noun}.${keyHelp(this.noun, key)} Text with a colon goes in quotes.`,
        start,
        start + key.length,
      )
    }
    this.at += key.length + 1
    const values: FilterValue[] = []
    for (;;) {
      const atom = this.atom()
      const value = parseValue(key, type, atom)
      if (typeof value === 'string') throw this.stop(value, atom.span.start, Math.max(atom.span.end, atom.span.start + 1))
      values.push(value)
      if (this.peek() !== ',') break
      this.at += 1
    }
    return { type: 'key', key, field, values, span: { start, end: this.at } }
  }

  atom(): Atom {
    const start = this.at
    if (this.peek() !== '"') {
      const [raw = ''] = /^[^\s,()"]*/.exec(this.text.slice(start)) ?? []
      this.at += raw.length
      if (this.peek() === '"') throw this.stop('A quote may only stand at the start of a value.', this.at, this.at + 1)
      return { raw, pattern: { text: raw, literal: false }, span: { start, end: this.at } }
    }
    const [raw] = /^"(?:[^"\\]|\\["\\])*"/.exec(this.text.slice(start)) ?? []
    if (raw === undefined)
      throw this.stop('This quote is never closed, or has a backslash before something other than " or \\.', start, start + 1)
    this.at += raw.length
    const literal = raw.slice(1, -1).replace(/\\(.)/g, '$1')
    if (literal === '') throw this.stop('There is nothing between these quotes.', start, this.at)
    if (!/^[\s,)]?$/.test(this.peek())) throw this.stop('A space is missing after this quote.', this.at, this.at + 1)
    return { raw, pattern: { text: literal, literal: true }, span: { start, end: this.at } }
  }

  peek(): string {
    return this.text.charAt(this.at)
  }

  space(): void {
    while (/\s/.test(this.peek())) this.at += 1
  }

  stop(message: string, start: number, end: number): Stop {
    return new Stop(message, start, Math.min(end, Math.max(this.text.length, start)))
  }
}
