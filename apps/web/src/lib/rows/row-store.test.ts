import { expect, test } from 'vitest'
import { RowStore } from './row-store.ts'

interface Row {
  id: string
  ref: number
  hostId: string
  size: number
}

function fixture(count: number) {
  const server = new Map<number, Row>()
  for (let ref = 0; ref < count; ref++) server.set(ref, { id: `v${ref}`, ref, hostId: `h${ref % 2}`, size: ref })
  const calls: number[][] = []
  const store = new RowStore<Row>(async (refs) => {
    calls.push(refs)
    return refs.flatMap((ref) => server.get(ref) ?? [])
  })
  return { server, calls, store }
}

test('rows load in blocks of 100 and only once', async () => {
  const { store, calls, server } = fixture(250)
  const keys = [...server.keys()].map(String)
  await Promise.all([store.ensure(keys), store.ensure(keys)])
  expect(calls.map((refs) => refs.length)).toEqual([100, 100, 50])
  await store.ensure(keys)
  expect(calls).toHaveLength(3)
})

test('a refresh reads only rows that somebody looked at', async () => {
  const { store, calls, server } = fixture(10)
  await store.ensure(['1', '2'])
  server.set(1, { id: 'v1', ref: 1, hostId: 'h1', size: 99 })
  await store.refresh({ ids: ['v1', 'v7'] })
  expect(calls.at(-1)).toEqual([1])
  expect(store.get('1')?.size).toBe(99)
  await store.refresh({ hostIds: ['h0'] })
  expect(calls.at(-1)).toEqual([2])
})

test('rows on their way are read again after a change, since what comes may be older', async () => {
  const { store, calls } = fixture(3)
  const first = store.ensure(['1'])
  await store.refresh({ ids: ['v1'] })
  await first
  expect(calls).toEqual([[1], [1]])
})

test('a row that the server no longer has stays readable and is marked gone, until it is back', async () => {
  const { store, server } = fixture(3)
  await store.ensure(['1'])
  const row = server.get(1)
  server.delete(1)
  await store.refresh({ ids: ['v1'] })
  expect(store.get('1')?.size).toBe(1)
  expect(store.isGone('1')).toBe(true)
  if (row) server.set(1, row)
  await store.refresh({ ids: ['v1'] })
  expect(store.isGone('1')).toBe(false)
})

test('a failed load keeps what was there, tells why, and is tried again when asked', async () => {
  let failing = true
  const store = new RowStore<Row>(async (refs) => {
    if (failing) throw new Error('down')
    return refs.map((ref) => ({ id: `v${ref}`, ref, hostId: 'h', size: 1 }))
  })
  await store.ensure(['1'])
  expect(store.error()).toBeInstanceOf(Error)
  failing = false
  await store.ensure(['1'])
  expect(store.error()).toBeNull()
  expect(store.get('1')?.size).toBe(1)
})
