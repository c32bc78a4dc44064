import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostAndName, pairs, UsageError } from './command.ts'

test('options are split at the first equals sign, so that values may hold more of them', () => {
  expect(pairs(['o=addr=10.0.0.1,nfsvers=4.2', 'type=nfs', 'empty='], '-o')).toEqual({
    o: 'addr=10.0.0.1,nfsvers=4.2',
    type: 'nfs',
    empty: '',
  })
})

test('an option without a key, without an equals sign, or given twice is wrong use', () => {
  for (const items of [['novalue'], ['=x'], ['a=1', 'a=2']]) expect(() => pairs(items, '-o')).toThrow(UsageError)
})

test('any key becomes a plain own property, __proto__ too', () => {
  fc.assert(
    fc.property(fc.constantFrom('__proto__', 'constructor', 'toString', 'a'), fc.string(), (key, value) => {
      const result = pairs([`${key}=${value}`], '-o')
      expect(Object.entries(result)).toEqual([[key, value]])
      expect(Object.getPrototypeOf(result)).toBe(Object.prototype)
    }),
  )
})

test('HOST/NAME is split at the first slash and both sides are needed', () => {
  expect(hostAndName('web-01/data')).toEqual({ host: 'web-01', name: 'data' })
  for (const word of ['data', '/data', 'web-01/']) expect(() => hostAndName(word)).toThrow(UsageError)
})
