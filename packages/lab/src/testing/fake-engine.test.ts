import { request } from 'node:http'
import { expect, test } from 'vitest'
import { engineCall, engineJson, pings } from '../engine-call.ts'
import { fakeEngine, forbiddenCalls } from './fake-engine.ts'

test('an engine with nothing on it answers lists, info and disk usage as a real one', async () => {
  await using engine = await fakeEngine()
  expect(await pings(engine.socket)).toBe(true)
  expect(await engineJson(engine.socket, 'GET', '/v1.43/containers/json?all=1')).toEqual([])
  expect(await engineJson(engine.socket, 'GET', '/volumes')).toEqual({ Volumes: [], Warnings: null })
  expect(await engineJson(engine.socket, 'GET', '/system/df?type=volume')).toHaveProperty('Volumes', [])
  expect(await engineCall(engine.socket, 'GET', '/nowhere')).toMatchObject({ status: 404 })
})

test('B11: from API 1.52 disk usage has the new shape, and a version below the minimum is refused', async () => {
  await using engine = await fakeEngine({ apiVersion: '1.52', minApiVersion: '1.44' })
  expect(await engineJson(engine.socket, 'GET', '/v1.52/system/df')).toHaveProperty('VolumeUsage.Items', [])
  const old = await engineCall(engine.socket, 'GET', '/v1.41/info')
  expect(old).toEqual({ status: 400, text: expect.stringContaining('Minimum supported API version is 1.44') })
  expect(await engineCall(engine.socket, 'GET', '/v1.53/info')).toMatchObject({ status: 400 })
})

test('a route can fail, hang, be cut or answer from the call; the others go on', async () => {
  await using engine = await fakeEngine()
  engine.on('GET /containers/json', { status: 500, json: { message: 'boom' } })
  engine.on('GET /volumes/*', ({ path }) => ({ json: { Name: path.split('/')[2] } }))
  engine.on('GET /info', 'hang')
  engine.on('GET /version', 'cut')
  expect(await engineCall(engine.socket, 'GET', '/containers/json')).toMatchObject({ status: 500 })
  expect(await engineJson(engine.socket, 'GET', '/v1.41/volumes/web')).toEqual({ Name: 'web' })
  await expect(engineCall(engine.socket, 'GET', '/info', undefined, 100)).rejects.toThrow('no answer within 100 ms')
  await expect(engineCall(engine.socket, 'GET', '/version')).rejects.toThrow(/hang up/)
  expect(await pings(engine.socket)).toBe(true)
})

test('events reach an open stream', async () => {
  await using engine = await fakeEngine()
  const event = await new Promise((resolve, reject) => {
    const call = request({ socketPath: engine.socket, path: '/events' }, (response) => {
      response.once('data', (chunk: Buffer) => resolve(JSON.parse(chunk.toString())))
      engine.emit({ Type: 'volume', Action: 'create', Actor: { ID: 'web' } })
    })
    call.on('error', reject).end()
  })
  expect(event).toEqual({ Type: 'volume', Action: 'create', Actor: { ID: 'web' } })
})

test('A43: every call is recorded, and prune, force and v are told apart from harmless ones', async () => {
  await using engine = await fakeEngine()
  const forbidden = [
    '/volumes/prune',
    '/containers/prune',
    '/containers/a?v=1',
    '/volumes/a?force=true',
    '/containers/a?v=true&x=1',
  ]
  const harmless = ['/volumes/prune-me', '/containers/a?v=0', '/containers/a?force=false&v=', '/volumes/force']
  for (const path of forbidden) await engineCall(engine.socket, path.endsWith('prune') ? 'POST' : 'DELETE', path)
  for (const path of harmless) await engineCall(engine.socket, 'DELETE', path)
  expect(engine.calls).toHaveLength(9)
  expect(forbiddenCalls(engine.calls).map((call) => call.split(' ')[1])).toEqual(forbidden)
})
