import { fakeEngine, forbiddenCalls } from '@stowage/lab/testing/fake-engine'
import { afterEach, expect, test } from 'vitest'
import { connectEngine } from './connect.ts'
import { ids, inspect2010, listRow2010, pluginVolume, volumes2010 } from './testing/recorded.ts'

afterEach(() => {
  delete process.env.DOCKER_HOST
})

test('B12, A1: one code speaks to 20.10, 28.5 and 29.0, each in its own version, and every path but the negotiation has it', async () => {
  for (const [apiVersion, minApiVersion, pinned] of [
    ['1.41', '1.12', '1.41'],
    ['1.51', '1.24', '1.51'],
    ['1.56', '1.44', '1.52'],
  ] as const) {
    await using fake = await fakeEngine({ apiVersion, minApiVersion })
    const engine = await connectEngine({ socketPath: fake.socket })
    expect(engine.apiVersion).toBe(pinned)
    expect(await engine.readEngine()).toMatchObject({ apiVersion: pinned, minApiVersion })
    await engine.listContainers()
    await engine.listVolumes()
    await engine.volumeSizes([{ name: 'plain', kind: 'named', driver: 'local', options: {} }])
    engine.close()
    const [first, ...others] = fake.calls.map(({ url }) => url)
    expect(first).toBe('/version')
    expect(others.filter((url) => !url.startsWith(`/v${pinned}/`))).toEqual([])
  }
})

test('A2: an engine that was replaced by an older one costs one more negotiation, not a loop', async () => {
  await using fake = await fakeEngine({ apiVersion: '1.51' })
  const engine = await connectEngine({ socketPath: fake.socket })
  const tooNew = 'client version 1.51 is too new. Maximum supported API version is 1.41'
  fake.on('GET /version', { json: { Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12' } })
  fake.on('GET /volumes', ({ url }) =>
    url.startsWith('/v1.41/') ? { json: { Volumes: [] } } : { status: 400, json: { message: tooNew } },
  )
  expect(await engine.listVolumes()).toMatchObject({ status: 'ok' })
  expect(engine.apiVersion).toBe('1.41')
  fake.on('GET /volumes', { status: 400, json: { message: tooNew } })
  const before = fake.calls.length
  expect(await engine.listVolumes()).toMatchObject({ status: 'error', error: tooNew })
  expect(fake.calls.slice(before).map(({ path }) => path)).toEqual(['/volumes', '/version', '/volumes'])
  engine.close()
})

test('FA8: a call that hangs ends at its deadline, in its body too, while other reads go on', async () => {
  await using fake = await fakeEngine()
  const engine = await connectEngine({ socketPath: fake.socket, deadlines: { volumes: 100 } })
  fake.on('GET /volumes', 'hang')
  const [volumes, containers] = await Promise.all([engine.listVolumes(), engine.listContainers()])
  expect(volumes).toMatchObject({
    status: 'error',
    items: [],
    error: expect.stringMatching(/did not answer GET \/volumes within 0.1 s/),
  })
  expect(containers.status).toBe('ok')
  fake.on('GET /volumes', (_call, response) => {
    response.writeHead(200).write('{"Volumes":[')
    return 'hang'
  })
  expect(await engine.listVolumes()).toMatchObject({ status: 'error', error: expect.stringMatching(/did not answer/) })
  engine.close()
})

test('A12: errors carry the status and the words of the engine, not the label of the library', async () => {
  await using fake = await fakeEngine()
  const engine = await connectEngine({ socketPath: fake.socket })
  fake.on('GET /info', { status: 500, json: { message: 'disk on fire' } })
  await expect(engine.readEngine()).rejects.toMatchObject({ kind: 'status', statusCode: 500, message: 'disk on fire' })
  fake.on('GET /info', { status: 403, text: 'Forbidden by proxy\n' })
  await expect(engine.readEngine()).rejects.toMatchObject({ kind: 'status', statusCode: 403, message: 'Forbidden by proxy' })
  fake.on('GET /info', { text: '<html>' })
  await expect(engine.readEngine()).rejects.toMatchObject({ kind: 'reply' })
  fake.on('GET /info', { json: ['no info'] })
  await expect(engine.readEngine()).rejects.toMatchObject({ kind: 'reply' })
  fake.on('GET /info', 'cut')
  await expect(engine.readEngine()).rejects.toMatchObject({ kind: 'unreachable', statusCode: null })
  engine.close()
})

test('an engine that is not there is unreachable, in words that name the socket', async () => {
  await expect(connectEngine({ socketPath: '/nonexistent/docker.sock' })).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringContaining('/nonexistent/docker.sock'),
  })
})

test('the environment of the process does not lead to another engine', async () => {
  process.env.DOCKER_HOST = 'tcp://192.0.2.1:2375'
  await using fake = await fakeEngine()
  const engine = await connectEngine({ socketPath: fake.socket, deadlines: { read: 2000 } })
  expect(await engine.readEngine()).toMatchObject({ hostname: 'fake-01' })
  engine.close()
})

test('V12: an answer without end is not read into memory', async () => {
  await using fake = await fakeEngine()
  const engine = await connectEngine({ socketPath: fake.socket })
  const megabyte = Buffer.alloc(1024 * 1024, ' ')
  fake.on('GET /info', (_call, response) => {
    const more = () => {
      while (!response.destroyed && response.write(megabyte));
    }
    response.writeHead(200).on('drain', more)
    more()
    return 'hang'
  })
  await expect(engine.readEngine()).rejects.toMatchObject({ kind: 'reply', message: expect.stringMatching(/larger than 8 MiB/) })
  engine.close()
})

test('A43, DS7, D22: of all calls that an engine gets from us, none prunes, forces or takes volumes along', async () => {
  await using fake = await fakeEngine()
  fake.on('GET /containers/json', { json: [listRow2010] })
  // Without mounts: the files of others are not asked for one by one.
  fake.on('GET /containers/*/json', { json: { ...inspect2010, Mounts: [] } })
  fake.on('GET /containers/*/changes', { json: [{ Path: '/srv/f', Kind: 1 }] })
  fake.on('GET /volumes', { json: { Volumes: [...volumes2010, pluginVolume], Warnings: null } })
  fake.on('GET /volumes/*', { status: 404, json: { message: 'get plain: no such volume' } })
  fake.on('POST /volumes/create', { status: 201, json: volumes2010[3] })
  fake.on('DELETE /volumes/*', { status: 204 })
  const engine = await connectEngine({ socketPath: fake.socket })
  await engine.readEngine()
  const { items } = await engine.listVolumes()
  await engine.listContainers()
  await engine.volumeSizes(items)
  await engine.measureUsage()
  await engine.layerSize(ids.web)
  await engine.layerChanges(ids.web)
  await engine.createVolume({ name: 'plain', driver: 'local', options: {}, labels: {}, uid: 'u' })
  await engine.volumeUsers({ name: 'plain', mountpoint: '/v/plain/_data' })
  await engine.removeVolume('plain')
  engine.close()
  expect(forbiddenCalls(fake.calls)).toEqual([])
  expect(
    [...new Set(fake.calls.map(({ method, path, query }) => `${method} ${path}${query.size > 0 ? `?${query}` : ''}`))].sort(),
  ).toEqual(
    [
      'GET /version',
      'GET /info',
      'GET /volumes',
      'GET /containers/json?all=1',
      `GET /containers/${ids.web}/json`,
      'GET /system/df?type=volume',
      `GET /containers/${ids.web}/json?size=1`,
      'GET /volumes/plain',
      'POST /volumes/create',
      'DELETE /volumes/plain',
      'GET /images/json',
      'GET /system/df?type=image&type=build-cache',
      `GET /containers/${ids.web}/changes`,
      `HEAD /containers/${ids.web}/archive?path=%2Fsrv%2Ff`,
    ].sort(),
  )
})
