import { type FakeEngine, fakeEngine } from '@stowage/lab/testing/fake-engine'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectEngine, type Engine } from './connect.ts'
import { ids } from './testing/recorded.ts'

let fake: FakeEngine
let engine: Engine
beforeEach(async () => {
  fake = await fakeEngine()
  engine = await connectEngine({ socketPath: fake.socket, deadlines: { write: 500 } })
})
afterEach(async () => {
  engine.close()
  await fake.stop()
})

const asked = { name: 'data', driver: 'local', options: {}, labels: { team: 'a' }, uid: 'job-1' }
const made = (more: object = {}) => ({
  Name: 'data',
  Driver: 'local',
  Labels: { team: 'a' },
  Options: null,
  Mountpoint: '/v/data/_data',
  ...more,
})
const ours = made({ Labels: { team: 'a', 'stowage.uid': 'job-1' } })
const noSuch = { status: 404, json: { message: 'get data: no such volume' } }
const posts = () => fake.calls.filter(({ method }) => method === 'POST')

describe('createVolume', () => {
  test('makes a volume and marks it as its own', async () => {
    fake.on('GET /volumes/*', noSuch)
    fake.on('POST /volumes/create', { status: 201, json: ours })
    expect(await engine.createVolume(asked)).toMatchObject({ outcome: 'created', volume: { name: 'data' }, differences: [] })
    expect(JSON.parse(posts()[0]?.body ?? '')).toEqual({
      Name: 'data',
      Driver: 'local',
      DriverOpts: {},
      Labels: { team: 'a', 'stowage.uid': 'job-1' },
    })
  })

  test('C1, CV7: a taken name is never taken over: what differs is named, without values, and nothing is sent', async () => {
    fake.on('GET /volumes/*', { json: made({ Options: { type: 'tmpfs', device: 'tmpfs' }, Labels: { team: 'b' } }) })
    const { outcome, differences } = await engine.createVolume(asked)
    expect([outcome, differences]).toEqual(['exists', ['option device', 'option type', 'label team']])
    expect(posts()).toEqual([])
  })

  test('C2: an equal volume is already there; the labels of Stowage do not make it another', async () => {
    fake.on('GET /volumes/*', { json: made({ Labels: { team: 'a', 'stowage.uid': 'another-job' } }) })
    expect((await engine.createVolume(asked)).outcome).toBe('already_there')
    fake.on('GET /volumes/*', { json: made({ Driver: 'local:latest' }) })
    expect((await engine.createVolume(asked)).outcome).toBe('already_there')
    expect(posts()).toEqual([])
  })

  test('O1, CV8: the engine answers 201 with the volume of somebody who was faster', async () => {
    fake.on('GET /volumes/*', noSuch)
    fake.on('POST /volumes/create', { status: 201, json: made({ Labels: { 'stowage.uid': 'job-2' } }) })
    expect(await engine.createVolume(asked)).toMatchObject({ outcome: 'exists', differences: ['label team'] })
  })

  test('the same job again finds its own volume', async () => {
    fake.on('GET /volumes/*', { json: ours })
    expect((await engine.createVolume(asked)).outcome).toBe('created')
    expect(posts()).toEqual([])
  })

  test('a plugin that is missing is an error and no free name', async () => {
    const message = 'get data: error looking up volume plugin rclone: plugin "rclone" not found'
    fake.on('GET /volumes/*', { status: 404, json: { message } })
    await expect(engine.createVolume(asked)).rejects.toMatchObject({ statusCode: 404 })
    await expect(engine.inspectVolume('data')).rejects.toMatchObject({ statusCode: 404 })
    fake.on('DELETE /volumes/*', { status: 404, json: { message } })
    await expect(engine.removeVolume('data')).rejects.toMatchObject({ statusCode: 404 })
    expect(posts()).toEqual([])
  })

  test('CV10: a password in the options is in no error, even where the engine repeats it', async () => {
    fake.on('GET /volumes/*', noSuch)
    fake.on('POST /volumes/create', { status: 500, json: { message: 'bad data: username=bob,password=cAnArY9 / cAnArY9' } })
    const options = { type: 'cifs', device: '//nas/s', o: 'addr=1.2.3.4,username=bob,password=cAnArY9' }
    const error = await engine.createVolume({ ...asked, options }).catch((thrown: unknown) => thrown)
    expect(String(error)).toMatch(/bad data/)
    expect(String(error)).not.toContain('cAnArY9')
  })

  test('a create that hangs ends at its deadline and leaves open what happened; it is not sent again', async () => {
    fake.on('GET /volumes/*', noSuch)
    fake.on('POST /volumes/create', 'hang')
    await expect(engine.createVolume(asked)).rejects.toMatchObject({ kind: 'timeout' })
    fake.on('POST /volumes/create', 'cut')
    await expect(engine.createVolume(asked)).rejects.toMatchObject({ kind: 'unreachable' })
    expect(posts()).toHaveLength(2)
  })

  test('K3: a name that looks like the key of a secret is a free name like any other, and so is one that is hidden', async () => {
    for (const name of ['db-secret', 'x.token', 'password', 'auth']) {
      fake.on('GET /volumes/*', { status: 404, json: { message: `get ${name}: no such volume` } })
      fake.on('POST /volumes/create', { status: 201, json: { ...ours, Name: name } })
      expect(await engine.createVolume({ ...asked, name })).toMatchObject({ outcome: 'created' })
      fake.on('DELETE /volumes/*', { status: 404, json: { message: `get ${name}: no such volume` } })
      expect(await engine.removeVolume(name)).toEqual({ outcome: 'already_gone' })
    }
  })

  test('H6: a name is one segment of the path, whatever is in it', async () => {
    fake.on('GET /volumes/*', noSuch)
    expect(await engine.inspectVolume('a/../b?force=1')).toBe(null)
    expect(fake.calls.at(-1)?.url).toMatch(/\/volumes\/a%2F..%2Fb%3Fforce%3D1$/)
    for (const name of ['', '.', '..']) await expect(engine.removeVolume(name)).rejects.toThrow(/Not a name/)
    expect(fake.calls.some(({ method }) => method === 'DELETE')).toBe(false)
  })
})

describe('removeVolume', () => {
  test('says removed, already gone, or in use by whom (V20)', async () => {
    fake.on('DELETE /volumes/*', { status: 204 })
    expect(await engine.removeVolume('data')).toEqual({ outcome: 'removed' })
    fake.on('DELETE /volumes/*', noSuch)
    expect(await engine.removeVolume('data')).toEqual({ outcome: 'already_gone' })
    fake.on('DELETE /volumes/*', { status: 409, json: { message: `remove data: volume is in use - [${ids.web}, ${ids.copy}]` } })
    expect(await engine.removeVolume('data')).toEqual({ outcome: 'in_use', containerIds: [ids.web, ids.copy] })
    expect(fake.calls.filter(({ method }) => method === 'DELETE').map(({ url }) => url)).toEqual(
      Array(3).fill('/v1.51/volumes/data'),
    )
  })

  test('V20: all users are named, also more than a text for people holds', async () => {
    const many = Array.from({ length: 100 }, (_, i) => i.toString(16).padStart(64, '0'))
    fake.on('DELETE /volumes/*', { status: 409, json: { message: `remove my-token: volume is in use - [${many.join(', ')}]` } })
    expect(await engine.removeVolume('my-token')).toEqual({ outcome: 'in_use', containerIds: many })
  })

  test('other failures are errors', async () => {
    fake.on('DELETE /volumes/*', { status: 500, json: { message: 'device or resource busy' } })
    await expect(engine.removeVolume('data')).rejects.toMatchObject({ statusCode: 500 })
  })
})
