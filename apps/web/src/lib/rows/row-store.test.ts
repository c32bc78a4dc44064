import { expect, test } from 'vitest'
import { RowStore } from './row-store.ts'

interface Row {
  id: string
  hostId: string
  size: number
}

function fixture(count: number) {
  const server = new Map<string, Row>()
  for (let at = 0; at < count; at++) server.set(`v${at}`, { id: `v${at}`, hostId: `h${at % 2}`, size: at })
  const calls: string[][] = []
  const store = new RowStore<Row>(async (ids) => {
    calls.push(ids)
    return ids.flatMap((id) => server.get(id) ?? [])
  })
  return { server, calls, store }
}

test('rows load in blocks of 100 and only once', async () => {
  const { store, calls, server } = fixture(250)
  const ids = [...server.keys()]
  await Promise.all([store.ensure(ids), store.ensure(ids)])
  expect(calls.map((ids) => ids.length)).toEqual([100, 100, 50])
  await store.ensure(ids)
  expect(calls).toHaveLength(3)
})

test('a refresh reads only rows that somebody looked at', async () => {
  const { store, calls, server } = fixture(10)
  await store.ensure(['v1', 'v2'])
  server.set('v1', { id: 'v1', hostId: 'h1', size: 99 })
  await store.refresh({ ids: ['v1', 'v7'] })
  expect(calls.at(-1)).toEqual(['v1'])
  expect(store.get('v1')?.size).toBe(99)
  await store.refresh({ hostIds: ['h0'] })
  expect(calls.at(-1)).toEqual(['v2'])
})

test('a row that the server no longer has stays readable and is marked gone, until it is back', async () => {
  const { store, server } = fixture(3)
  await store.ensure(['v1'])
  const row = server.get('v1')
  server.delete('v1')
  await store.refresh({ ids: ['v1'] })
  expect(store.get('v1')?.size).toBe(1)
  expect(store.isGone('v1')).toBe(true)
  if (row) server.set('v1', row)
  await store.refresh({ ids: ['v1'] })
  expect(store.isGone('v1')).toBe(false)
})

test('a failed load keeps what was there, tells why, and is tried again when asked', async () => {
  let failing = true
  const store = new RowStore<Row>(async (ids) => {
    if (failing) throw new Error('down')
    return ids.map((id) => ({ id, hostId: 'h', size: 1 }))
  })
  await store.ensure(['a'])
  expect(store.error()).toBeInstanceOf(Error)
  failing = false
  await store.ensure(['a'])
  expect(store.error()).toBeNull()
  expect(store.get('a')?.size).toBe(1)
})
