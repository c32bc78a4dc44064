import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unpackRefs } from './refs.ts'

function packed(refs: readonly number[]): string {
  const bytes = Buffer.alloc(refs.length * 4)
  for (const [index, ref] of refs.entries()) bytes.writeInt32BE(ref, index * 4)
  return bytes.toString('base64')
}

it('row numbers come back in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2 ** 31 - 1 })), (refs) => {
      expect(unpackRefs(packed(refs))).toEqual(refs)
    }),
  )
  expect(unpackRefs('AAAAAQAAAQI=')).toEqual([1, 258])
  expect(unpackRefs('')).toEqual([])
})
