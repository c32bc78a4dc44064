import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeWords, isSameOrder, orderChange } from './stable-order.ts'

test('counts what is new, gone and moved', () => {
  expect(orderChange(['a', 'b', 'c'], ['a', 'b', 'c'])).toEqual({ added: 0, gone: 0, moved: 0 })
  expect(orderChange(['a', 'b', 'c'], ['x', 'a', 'b', 'c', 'y'])).toEqual({ added: 2, gone: 0, moved: 0 })
  expect(orderChange(['a', 'b', 'c'], ['a', 'c'])).toEqual({ added: 0, gone: 1, moved: 0 })
  expect(orderChange(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toEqual({ added: 0, gone: 0, moved: 1 })
})

test('nothing changes exactly when the lists are equal', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 })
  fc.assert(
    fc.property(ids, ids, (shown, latest) => {
      const same = shown.length === latest.length && shown.every((id, index) => id === latest[index])
      expect(isSameOrder(orderChange(shown, latest))).toBe(same)
    }),
  )
})

test('the words leave out what did not happen', () => {
  expect(changeWords({ added: 3, gone: 0, moved: 2 })).toBe('3 new · 2 moved')
  expect(changeWords({ added: 0, gone: 0, moved: 0 })).toBe('')
})
