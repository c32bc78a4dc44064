import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packRefs, unpackRefs } from './refs.ts'

it('row numbers come back in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2 ** 31 - 1 })), (refs) => {
      expect(unpackRefs(packRefs(refs))).toEqual(refs)
    }),
  )
  expect(packRefs([1, 258])).toBe('AAAAAQAAAQI=')
  expect(unpackRefs('')).toEqual([])
})
