import { expect, it } from 'vitest'
import { patternsOf, patternsProblem, rolesUpTo } from './role-words.ts'

it('offers a token no role above its owner', () => {
  expect(rolesUpTo('viewer')).toEqual(['viewer'])
  expect(rolesUpTo('admin')).toEqual(['viewer', 'operator', 'admin'])
})

it('reads host patterns from words and commas, each once', () => {
  expect(patternsOf(' web-*, db-01\nweb-* ')).toEqual(['web-*', 'db-01'])
  expect(patternsOf('')).toEqual([])
  expect(patternsProblem('web-* db-01')).toBeNull()
  expect(patternsProblem('web-* /etc')).toBe('"/etc" is not a host name or a pattern such as web-*.')
})
