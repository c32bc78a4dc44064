import { fakeEngine } from '@stowage/lab/testing/fake-engine'
import { expect, test } from 'vitest'
import { connectEngine } from './connect.ts'
import { ids, inspect2010, listRow2010 } from './testing/recorded.ts'

const row = (Id: string, more: object = {}) => ({ ...listRow2010, Id, Names: [`/${Id.slice(0, 4)}`], ...more })

/** An engine with the given rows, which describes each container by the recorded inspect. */
async function engineWith(rows: () => object[]) {
  const fake = await fakeEngine()
  fake.on('GET /containers/json', () => ({ json: rows() }))
  fake.on('GET /containers/*/json', ({ path }) => ({ json: { ...inspect2010, Id: path.split('/')[2] } }))
  const engine = await connectEngine({ socketPath: fake.socket })
  const inspects = () => fake.calls.filter(({ path }) => path.startsWith('/containers/') && path !== '/containers/json').length
  return {
    fake,
    engine,
    inspects,
    async [Symbol.asyncDispose]() {
      engine.close()
      await fake.stop()
    },
  }
}

test('while nothing happens a list costs one call, whatever the order of mounts and however the ages tick', async () => {
  let rows = [row(ids.web), row(ids.ended, { State: 'exited', Status: 'Exited (3) 2 hours ago' })]
  await using host = await engineWith(() => rows)
  const first = await host.engine.listContainers()
  expect(first).toMatchObject({ status: 'ok', error: null, inspected: 2 })
  rows = [
    row(ids.ended, { State: 'exited', Status: 'Exited (3) 3 hours ago' }),
    row(ids.web, { Status: 'Up 6 minutes', Mounts: [...listRow2010.Mounts].reverse() }),
  ]
  const second = await host.engine.listContainers({ previous: first })
  expect(second).toMatchObject({ status: 'ok', inspected: 0 })
  expect(second.items).toEqual(first.items)
  expect(host.inspects()).toBe(2)
})

test('a container is described again when its row says something new: state, name, exit code, a restart, or an event names it', async () => {
  let current = row(ids.web, { Status: 'Up 2 hours' })
  await using host = await engineWith(() => [current, row(ids.copy)])
  let listing = await host.engine.listContainers()
  for (const change of [
    { State: 'paused', Status: 'Up 2 hours (Paused)' },
    { State: 'exited', Status: 'Exited (0) 1 second ago' },
    { State: 'exited', Status: 'Exited (137) 1 second ago' },
    { State: 'exited', Status: 'Exited (137) 1 second ago', Names: ['/renamed'] },
    { State: 'running', Status: 'Up 3 hours' },
    { State: 'running', Status: 'Up 4 seconds' },
  ]) {
    current = row(ids.web, change)
    listing = await host.engine.listContainers({ previous: listing })
    expect([change, listing.inspected]).toEqual([change, 1])
  }
  listing = await host.engine.listContainers({ previous: listing, refresh: new Set([ids.copy]) })
  expect(listing.inspected).toBe(1)
})

test('a container that vanishes between list and inspect is no error and is not listed', async () => {
  await using host = await engineWith(() => [row(ids.web), row(ids.copy)])
  host.fake.on(`GET /containers/${ids.copy}/json`, { status: 404, json: { message: 'No such container' } })
  const listing = await host.engine.listContainers()
  expect(listing).toMatchObject({ status: 'ok', error: null })
  expect(listing.items.map(({ id }) => id)).toEqual([ids.web])
})

test('one inspect that fails makes the list partial; the container stays, by its row, and is described the next time', async () => {
  await using host = await engineWith(() => [row(ids.web), row(ids.copy)])
  host.fake.on(`GET /containers/${ids.copy}/json`, { status: 500, json: { message: 'layer locked' } })
  const listing = await host.engine.listContainers()
  expect(listing).toMatchObject({ status: 'partial', error: expect.stringMatching(/^1 not described in full.*layer locked/) })
  expect(listing.items.find(({ id }) => id === ids.copy)?.mounts.map(({ name }) => name)).toContain('plain')
  host.fake.on(`GET /containers/${ids.copy}/json`, { json: { ...inspect2010, Id: ids.copy } })
  const next = await host.engine.listContainers({ previous: listing })
  expect(next).toMatchObject({ status: 'ok', inspected: 1 })
  expect(next.items.find(({ id }) => id === ids.copy)?.restartPolicy).toBe('on-failure:3')
})

test('A33: a list that fails has no items and says why; what was known serves the next call', async () => {
  await using host = await engineWith(() => [row(ids.web)])
  const first = await host.engine.listContainers()
  host.fake.on('GET /containers/json', { status: 403, json: { message: 'denied by proxy' } })
  const failed = await host.engine.listContainers({ previous: first })
  expect(failed).toMatchObject({ status: 'error', items: [], error: 'denied by proxy' })
  host.fake.on('GET /containers/json', { json: [row(ids.web)] })
  expect(await host.engine.listContainers({ previous: failed })).toMatchObject({ status: 'ok', inspected: 0 })
  host.fake.on('GET /containers/json', { json: [{ Names: 'x' }] })
  expect(await host.engine.listContainers({ previous: first })).toMatchObject({ status: 'error' })
})

test('E10: a helper of Stowage is hidden while it never ran; a container that ran is shown, whatever its labels say', async () => {
  const helper = { Labels: { 'stowage.helper': 'probe' } }
  await using host = await engineWith(() => [
    row(ids.web, { ...helper, State: 'created', Status: 'Created' }),
    row(ids.copy, { ...helper, State: 'running' }),
    row(ids.ended, { ...helper, State: 'exited', Status: 'Exited (0) 1 hour ago' }),
  ])
  const { items } = await host.engine.listContainers()
  expect(items.map(({ id }) => id).sort()).toEqual([ids.copy, ids.ended].sort())
})

test('cold, no more than four containers are described at a time', async () => {
  const many = Array.from({ length: 40 }, (_, i) => row(i.toString(16).padStart(64, '0')))
  await using host = await engineWith(() => many)
  let open = 0
  let most = 0
  host.fake.on('GET /containers/*/json', async ({ path }) => {
    most = Math.max(most, ++open)
    await new Promise((resolve) => setImmediate(resolve))
    open--
    return { json: { ...inspect2010, Id: path.split('/')[2] } }
  })
  expect((await host.engine.listContainers()).items).toHaveLength(40)
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(4)
})
