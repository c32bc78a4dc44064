import { globMatches } from '../glob.ts'
import type { Pattern } from './ast.ts'

/** ASCII letters in lower case and nothing else changed, which is what the database's "C" collation does too. */
export const fold = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** Whole text against a pattern, without regard to ASCII case. */
export const patternMatches = (pattern: Pattern, text: string): boolean =>
  pattern.literal ? fold(text) === fold(pattern.text) : globMatches(fold(pattern.text), fold(text))

/** A bare word matches anywhere in a name; with `*` in it, the whole name. */
export const wordMatches = (pattern: Pattern, text: string): boolean =>
  !pattern.literal && pattern.text.includes('*') ? patternMatches(pattern, text) : fold(text).includes(fold(pattern.text))
