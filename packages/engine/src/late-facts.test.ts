import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { poll } from '@stowage/lab/poll'
import { fakeEngine } from '@stowage/lab/testing/fake-engine'
import { expect, test } from 'vitest'
import { connectEngine } from './connect.ts'
import { ids, inspect2010, listRow2010, volumes2010 } from './testing/recorded.ts'

const rows = [listRow2010, { ...listRow2010, Id: ids.copy, Names: ['/two'] }]

test('the size of an image comes by one call for all containers, which no list waits for', async () => {
  await using fake = await fakeEngine()
  const images = Promise.withResolvers<void>()
  fake.on('GET /containers/json', { json: rows })
  fake.on('GET /containers/*/json', ({ path }) => ({ json: { ...inspect2010, Id: path.split('/')[2] } }))
  fake.on('GET /images/json', async () => {
    await images.promise
    return { json: [{ Id: inspect2010.Image, Size: 1234 }] }
  })
  const learned = Promise.withResolvers<string>()
  const engine = await connectEngine({ socketPath: fake.socket, onLearned: learned.resolve })
  const first = await engine.listContainers()
  expect(first.items.map(({ imageBytes }) => imageBytes)).toEqual([null, null])
  images.resolve()
  expect(await learned.promise).toBe('containers')
  const second = await engine.listContainers({ previous: first })
  expect(second).toMatchObject({ inspected: 0 })
  expect(second.items.map(({ imageBytes }) => imageBytes)).toEqual([1234, 1234])
  const third = await engine.listContainers({ previous: second })
  expect(third.items.map((fact, at) => fact === second.items[at])).toEqual([true, true])
  expect(fake.calls.filter(({ path }) => path === '/images/json')).toHaveLength(1)
  engine.close()
})

test('V15: a bind or a device behind a link tells where it leads; what leads nowhere else, or is not seen, tells nothing', async () => {
  const root = mkdtempSync(join(tmpdir(), 'leads-'))
  for (const directory of ['containers', 'real', 'plain']) mkdirSync(join(root, directory))
  symlinkSync(join(root, 'real'), join(root, 'link'))
  await using fake = await fakeEngine()
  const bind = (name: string) => ({ Type: 'bind', Source: join(root, name), Destination: `/${name}`, RW: true, Propagation: '' })
  const Mounts = ['link', 'plain', 'gone'].map(bind)
  fake.on('GET /info', { json: { DockerRootDir: root } })
  fake.on('GET /images/json', { status: 500, json: { message: 'no' } })
  fake.on('GET /containers/json', { json: [{ ...listRow2010, Mounts }] })
  fake.on('GET /containers/*/json', { json: { ...inspect2010, Mounts } })
  const Options = { type: 'none', o: 'bind', device: join(root, 'link') }
  fake.on('GET /volumes', { json: { Volumes: [{ ...volumes2010[3], Options }], Warnings: null } })
  const engine = await connectEngine({ socketPath: fake.socket })
  const leads = async () => {
    const [container] = (await engine.listContainers()).items
    const [volume] = (await engine.listVolumes()).items
    const found = container?.mounts.filter(({ type }) => type === 'bind').map(({ realSource }) => realSource)
    return found?.some((path) => path !== null) && volume?.realDevice ? { found, device: volume.realDevice } : null
  }
  const real = join(root, 'real')
  expect(await poll('the links to be followed', leads)).toEqual({ found: [null, real, null], device: real })
  engine.close()
  rmSync(root, { recursive: true })
})
