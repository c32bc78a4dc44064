import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkJson } from './safe-json.ts'

test.each([
  '{"__proto__":{"polluted":1}}',
  '{"a":[{"constructor" : 1}]}',
  '{"\\u005f_proto__":1}',
  '{"x":"\\\\","prototype":{}}',
  '['.repeat(51) + ']'.repeat(51),
  `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`,
])('WB6: %s is refused', (text) => {
  expect(() => checkJson(text)).toThrow(/not allowed|too deep/)
})

test.each(['{"label":"__proto__"}', '["constructor"]', '{"a":"{\\"__proto__\\":1}"}', '{"my__proto__":1}', '"', '{"a":"[[[['])(
  '%s passes',
  (text) => {
    expect(() => checkJson(text)).not.toThrow()
  },
)

test('any value passes unless it nests deep or has such a key', () => {
  const bad = (value: unknown, depth = 1): boolean =>
    value !== null &&
    typeof value === 'object' &&
    (depth > 50 ||
      Object.entries(value).some(
        ([key, member]) =>
          (!Array.isArray(value) && ['__proto__', 'constructor', 'prototype'].includes(key)) || bad(member, depth + 1),
      ))
  const passes = (text: string) => {
    try {
      checkJson(text)
      return true
    } catch {
      return false
    }
  }
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(passes(text)).toBe(!bad(JSON.parse(text)))
    }),
  )
})
