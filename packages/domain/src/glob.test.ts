import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { globMatches } from './glob.ts'

/** The same question to the regular expression engine, for short patterns only. */
const reference = (pattern: string, text: string) =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^]*')}$`).test(text)

describe('glob', () => {
  it('agrees with a regular expression', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', '\n'), maxLength: 8 })
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n'), maxLength: 12 })
    fc.assert(
      fc.property(short, text, (pattern, value) => globMatches(pattern, value) === reference(pattern, value)),
      { numRuns: 5000 },
    )
  })

  it('answers a hostile pattern at once', () => {
    const started = performance.now()
    expect(globMatches(`${'*a'.repeat(480)}*b`, 'a'.repeat(100_000))).toBe(false)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
