import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextPath } from './next-path.ts'

it('keeps a path of this site with its search and hash', () => {
  expect(nextPath('/volume?id=1&tab=raw#x')).toBe('/volume?id=1&tab=raw#x')
})

it.each([
  null,
  '',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '/sign-in?next=/sign-in',
  '/setup',
])('sends %j to the Overview', (next) => expect(nextPath(next)).toBe('/'))

it('never leaves this origin, whatever is asked', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('/', '\\', '\t', '\n', '@', ':', 'a', '.', '?', '#', ' ', '%') }), (text) => {
      expect(new URL(nextPath(`/${text}`), 'https://stowage.test').origin).toBe('https://stowage.test')
    }),
  )
})
