import type { SizeFact } from '@stowage/domain/facts'
import type { BlindWindow, Report, TimelineEvent } from '@stowage/domain/report'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { converge, digest, ServerModel } from '../../test/server-model.ts'
import { Inventory } from './inventory.ts'
import type { Listing } from './section-state.ts'

const at = '2026-01-01T00:00:00.000Z'
const size = (name: string, bytes: number, reason = ''): SizeFact => ({
  name,
  bytes,
  partial: false,
  atMostBytes: null,
  apparentBytes: bytes,
  files: null,
  newestWriteAt: null,
  reason,
  basis: 'apparent',
  method: 'engine',
  measuredAt: at,
})
const nothing = { peek: () => ({ events: [], blind: [], acknowledge: () => {} }) }
const make = (epoch = 'e1') => new Inventory({ epoch, digest, extras: nothing })
const ok = (items: SizeFact[]): Listing<SizeFact> => ({ status: 'ok', items, error: null, collectedAt: at })
const failed: Listing<SizeFact> = { status: 'error', error: 'no answer', collectedAt: at }

test('M17: after lost, repeated and reordered reports and broken sessions the server holds exactly what the engine holds', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const items = fc.uniqueArray(
    fc.record({ name: names, bytes: fc.nat(3) }).map(({ name, bytes }) => size(name, bytes)),
    { selector: (item) => item.name },
  )
  const step = fc.oneof(
    fc.record({ do: fc.constant('list' as const), items }),
    fc.record({ do: fc.constant('partial' as const), items }),
    fc.record({ do: fc.constantFrom('fail', 'announce', 'shrink', 'session', 'restart', 'amnesia', 'replay') }),
    fc.record({ do: fc.constant('send' as const), fault: fc.constantFrom('none', 'none', 'lost', 'answerLost', 'twice') }),
  )
  const property = fc.property(fc.array(step, { maxLength: 60 }), items, (steps, last) => {
    let epochs = 1
    let inventory = make()
    const server = new ServerModel()
    server.session = 'e1'
    const sent: Report[] = []
    for (const one of steps) {
      if (one.do === 'list' && 'items' in one) inventory.sections.sizes.merge(ok(one.items))
      if (one.do === 'partial' && 'items' in one)
        inventory.sections.sizes.merge({ status: 'partial', items: one.items, error: 'some', collectedAt: at })
      if (one.do === 'fail') inventory.sections.sizes.merge(failed)
      if (one.do === 'announce') inventory.announce()
      if (one.do === 'shrink') inventory.shrink()
      if (one.do === 'session') inventory.resume(server.known)
      if (one.do === 'amnesia') {
        server.rows.clear()
        server.known = null
        inventory.resume(null)
      }
      if (one.do === 'restart') {
        inventory = make(`e${++epochs}`)
        server.session = inventory.epoch
        inventory.resume(server.known)
      }
      if (one.do === 'replay') for (const report of sent.slice(-3).reverse()) server.apply(report)
      if (one.do === 'send' && 'fault' in one) {
        const report = inventory.next()
        if (!report) continue
        sent.push(report)
        if (one.fault === 'lost') continue
        const reply = server.apply(report)
        if (one.fault === 'twice') server.apply(report)
        if (one.fault !== 'answerLost') inventory.answer(reply)
      }
    }
    inventory.sections.sizes.merge(ok(last))
    converge(inventory, server)
    expect([...server.rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
      [...last].sort((a, b) => (a.name < b.name ? -1 : 1)),
    )
    expect(server.status).toBe('ok')
  })
  fc.assert(property, { numRuns: 2000 })
})

test('a list too large for one report is sent in parts, and no part but the last claims to be complete (A33)', () => {
  const inventory = make()
  const server = new ServerModel()
  server.session = 'e1'
  inventory.shrink()
  for (let i = 0; i < 10; i++) inventory.shrink()
  const items = Array.from({ length: 300 }, (_, i) => size(`volume-${i}`, i, 'x'.repeat(1000)))
  inventory.sections.sizes.merge(ok(items))
  const statuses: string[] = []
  for (let report = inventory.next(); report; report = inventory.next()) {
    statuses.push(report.sections.sizes?.status ?? 'none')
    expect(JSON.stringify(report).length).toBeLessThan(70_000)
    inventory.answer(server.apply(report))
  }
  expect(server.rows.size).toBe(300)
  expect(statuses.length).toBeGreaterThan(3)
  expect(new Set(statuses.slice(0, -1))).toEqual(new Set(['partial']))
  expect(statuses.at(-1)).toBe('ok')
})

test('M15: a listing that failed keeps every row and sends only why', () => {
  const inventory = make()
  const server = new ServerModel()
  server.session = 'e1'
  inventory.sections.sizes.merge(ok([size('a', 1), size('b', 2)]))
  converge(inventory, server)
  inventory.sections.sizes.merge(failed)
  expect(inventory.next()?.sections.sizes).toMatchObject({
    status: 'error',
    error: 'no answer',
    upsert: [],
    remove: [],
    only: null,
  })
  converge(inventory, server)
  expect(server.rows.size).toBe(2)
})

test('nothing is sent when a list shows nothing new', () => {
  const inventory = make()
  const server = new ServerModel()
  server.session = 'e1'
  inventory.sections.sizes.merge(ok([size('a', 1)]))
  converge(inventory, server)
  inventory.sections.sizes.merge({ ...ok([size('a', 1)]), collectedAt: '2026-01-01T00:05:00.000Z' })
  expect(inventory.next()).toBeNull()
  inventory.announce()
  expect(inventory.next()?.sections.sizes).toMatchObject({ upsert: [], collectedAt: '2026-01-01T00:05:00.000Z' })
})

test('M2: a new session with a server that holds the last rev goes on with deltas', () => {
  const inventory = make()
  const server = new ServerModel()
  server.session = 'e1'
  inventory.sections.sizes.merge(ok([size('a', 1)]))
  converge(inventory, server)
  inventory.resume(server.known)
  expect(inventory.next()).toBeNull()
  inventory.sections.sizes.merge(ok([size('a', 1), size('b', 1)]))
  expect(inventory.next()).toMatchObject({ baseRev: 1, sections: { sizes: { upsert: [{ name: 'b' }], only: null } } })
})

test('events and blind windows stay in the buffer until a report with them is answered', () => {
  const event: TimelineEvent = {
    key: 'k',
    at,
    action: 'created',
    volume: 'v',
    containerId: null,
    containerName: null,
    image: null,
    project: null,
    destination: null,
    rw: null,
  }
  const events = [event]
  const blind: BlindWindow[] = []
  const extras = { peek: () => ({ events: [...events], blind, acknowledge: () => void events.splice(0) }) }
  const inventory = new Inventory({ epoch: 'e1', digest, extras })
  expect(inventory.next()?.events).toEqual([event])
  inventory.resume(null)
  expect(inventory.next()?.events).toEqual([event])
  inventory.answer({ outcome: 'applied', rev: 2, reason: null })
  expect(inventory.next()).toBeNull()
})
