import { fakeEngine } from '@stowage/lab/testing/fake-engine'
import { expect, test } from 'vitest'
import { connectEngine } from './connect.ts'
import { ids, inspect2010 } from './testing/recorded.ts'

test('B11, A6: what df is asked depends on the version of the API, and the query really is sent', async () => {
  const asked: string[] = []
  for (const [apiVersion, minApiVersion] of [
    ['1.41', '1.12'],
    ['1.51', '1.24'],
    ['1.52', '1.44'],
  ] as const) {
    await using fake = await fakeEngine({ apiVersion, minApiVersion })
    const engine = await connectEngine({ socketPath: fake.socket })
    await engine.volumeSizes([{ name: 'plain', kind: 'named', driver: 'local', options: {} }])
    engine.close()
    asked.push(...fake.calls.filter(({ path }) => path === '/system/df').map(({ url }) => url))
  }
  expect(asked).toEqual(['/v1.41/system/df', '/v1.51/system/df?type=volume', '/v1.52/system/df?type=volume&verbose=1'])
})

test('B10, M1: one df at a time; an engine that is busy with another one is skipped, not failed', async () => {
  await using fake = await fakeEngine({ apiVersion: '1.41' })
  const engine = await connectEngine({ socketPath: fake.socket })
  const volumes = [{ name: 'plain', kind: 'named', driver: 'local', options: {} }] as const
  const release = Promise.withResolvers<void>()
  fake.on('GET /system/df', async () => {
    await release.promise
    return { json: { Volumes: [{ Name: 'plain', UsageData: { Size: 5, RefCount: 0 } }] } }
  })
  const both = Promise.all([engine.volumeSizes(volumes), engine.volumeSizes(volumes)])
  release.resolve()
  expect((await both).map(({ items }) => items[0]?.bytes)).toEqual([5, 5])
  expect(fake.calls.filter(({ path }) => path === '/system/df')).toHaveLength(1)
  fake.on('GET /system/df', { status: 500, json: { message: 'a disk usage operation is already running' } })
  expect(await engine.volumeSizes(volumes)).toMatchObject({ status: 'skipped', items: [] })
  fake.on('GET /system/df', { json: { Volumes: null } })
  expect(await engine.volumeSizes(volumes)).toMatchObject({ status: 'error', items: [] })
  engine.close()
})

test('W5: the size of one layer that fails concerns that container only', async () => {
  await using fake = await fakeEngine()
  const engine = await connectEngine({ socketPath: fake.socket, deadlines: { layer: 100, read: 100 } })
  fake.on('GET /containers/*/json', { json: { ...inspect2010, SizeRw: 7, SizeRootFs: 1_982_270 } })
  expect(await engine.layerSize(ids.web)).toMatchObject({ containerId: ids.web, bytes: 7, reason: null, measure: 'apparent' })
  expect(fake.calls.at(-1)?.query.get('size')).toBe('1')
  fake.on('GET /containers/*/json', { status: 500, json: { message: 'lstat /x: no such file or directory' } })
  expect(await engine.layerSize(ids.web)).toMatchObject({ bytes: null, reason: 'lstat /x: no such file or directory' })
  fake.on('GET /containers/*/json', 'hang')
  expect(await engine.layerSize(ids.web)).toMatchObject({ bytes: null, reason: expect.stringMatching(/did not answer/) })
  fake.on('GET /containers/*/json', { status: 404, json: { message: 'No such container' } })
  expect(await engine.layerSize(ids.web)).toBe(null)
  engine.close()
})

test('B1: on the containerd store the measure is another one', async () => {
  await using fake = await fakeEngine({ apiVersion: '1.52', minApiVersion: '1.44' })
  const engine = await connectEngine({ socketPath: fake.socket })
  fake.on('GET /containers/*/json', { json: { ...inspect2010, SizeRw: 4096, SizeRootFs: 9000 } })
  expect(await engine.layerSize(ids.web)).toMatchObject({ bytes: 0, measure: 'allocated' })
  engine.close()
})
