import superjson from 'superjson'
import { expect, test } from 'vitest'
import { agentRouter } from './agent/router.ts'
import { appRouter } from './router.ts'
import { wire } from './wire.ts'

type Payload = Parameters<typeof wire.deserialize>[0]
const read = (text: string) => wire.deserialize(JSON.parse(text) as Payload)

test('what clients send arrives as it was, with times, absent values and parts that occur twice', () => {
  const twice = { name: 'pgdata' }
  const input = { before: new Date(0), open: undefined, list: [twice, twice], nested: { twice } }
  expect(wire.deserialize(superjson.serialize(input))).toEqual(input)
})

test('what the server answers arrives as it was, whatever its keys are called', () => {
  const labels = JSON.parse('{"constructor":"a","prototype":"b","a.b\\\\c":"d"}')
  const answer = {
    rows: [{ at: new Date(0), 'x.y\\': { z: new Date(1) }, gone: null, labels }],
    open: undefined,
    list: [1, undefined],
  }
  const arrived: typeof answer = superjson.deserialize(JSON.parse(JSON.stringify(wire.serialize(answer))))
  expect(arrived).toEqual(answer)
})

test.each([new Date(5), undefined, null, 'text', [new Date(6)], { a: 1 }])(
  'a bare value is sent as superjson sends it: %s',
  (value) => {
    expect(JSON.parse(JSON.stringify(wire.serialize(value)))).toEqual(JSON.parse(JSON.stringify(superjson.serialize(value))))
  },
)

test.each([appRouter, agentRouter])('WB6: a body cannot multiply itself by references, on either router', ({ _def }) => {
  const { deserialize } = _def._config.transformer.input
  const body = { json: { a: Array(50).fill('x'), b: null }, meta: { referentialEqualities: { a: ['b'] } } }
  expect(deserialize(body)).toEqual({ a: Array(50).fill('x'), b: null })
})

test.each([
  '{"json":"9","meta":{"values":["bigint"]}}',
  '{"json":9000000000,"meta":{"values":[["typed-array","Float64Array"]]}}',
  '{"json":{"a":[1]},"meta":{"values":{"a":["set",{"0":["regexp"]}]}}}',
  '{"json":{"a":1},"meta":{"values":{"a":[["custom","x"]]}}}',
  '{"json":{},"meta":{"values":{"__proto__.a":["Date"]}}}',
  '{"json":1,"meta":{"values":"Date"}}',
  'null',
])('WB6: refused as malformed: %s', (text) => {
  expect(() => read(text)).toThrow('The request is malformed.')
})
