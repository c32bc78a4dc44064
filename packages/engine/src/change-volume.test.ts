import { type FakeEngine, fakeEngine } from '@stowage/lab/testing/fake-engine'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectEngine, type Engine } from './connect.ts'
import { ids, listRow2010, pluginVolume, volumes2010 } from './testing/recorded.ts'
import { isInsideVolume } from './volume-users.ts'

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

  test('other failures are errors', async () => {
    fake.on('DELETE /volumes/*', { status: 500, json: { message: 'device or resource busy' } })
    await expect(engine.removeVolume('data')).rejects.toMatchObject({ statusCode: 500 })
  })
})

describe('volumeUsers', () => {
  const volume = { name: 'plain', mountpoint: '/var/lib/docker/volumes/plain/_data' }
  const users = async (...rows: object[]) => {
    fake.on('GET /containers/json', { json: rows })
    return engine.volumeUsers(volume)
  }
  const bind = (Source: string) => ({ ...listRow2010, Mounts: [{ Type: 'bind', Source, Destination: '/b', RW: false }] })

  test('A1, A2, A31: a container of any state uses it', async () => {
    for (const State of ['created', 'running', 'exited', 'dead', 'removing', 'new-in-30']) {
      expect((await users({ ...listRow2010, State })).containers).toMatchObject([
        { id: ids.web, how: 'volume', destination: '/data' },
      ])
    }
    expect(await users({ ...listRow2010, Mounts: null })).toEqual({ containers: [], nestedVolumes: [] })
  })

  test('V15: a bind of a path in its directory is a use, also read-only', async () => {
    for (const path of [
      volume.mountpoint,
      `${volume.mountpoint}/sub/`,
      '/var/lib/docker/volumes/plain',
      `${volume.mountpoint}/../_data/x`,
    ]) {
      expect((await users(bind(path))).containers).toMatchObject([{ how: 'bind', destination: '/b', rw: false }])
    }
  })

  test('A5: a bind of a parent of all volumes, or of a neighbour, is none', async () => {
    for (const path of ['/', '/var/lib/docker', '/var/lib/docker/volumes/', '/var/lib/docker/volumes/plain2/_data', '/srv', '']) {
      expect((await users(bind(path))).containers).toEqual([])
    }
    expect(isInsideVolume('/anything', '')).toBe(false)
  })

  test('A38: an image mount of the same name is none', async () => {
    const image = { Type: 'image', Name: 'plain', Source: '/x', Destination: '/i', RW: false }
    expect((await users({ ...listRow2010, Mounts: [image] })).containers).toEqual([])
  })

  test('E10: an idle helper does not hide a container that only wears its label', async () => {
    const labelled = { ...listRow2010, Labels: { 'stowage.helper': '' } }
    expect((await users({ ...labelled, State: 'created' })).containers).toEqual([])
    expect((await users({ ...labelled, State: 'exited' })).containers).toHaveLength(1)
    const hidden = { ...bind(volume.mountpoint), Labels: { 'stowage.helper': '' }, State: 'created' }
    expect((await users(hidden)).containers).toHaveLength(1)
  })

  test('V15: another volume whose device lies inside is named', async () => {
    const inner = { ...volumes2010[3], Name: 'inner', Options: { type: 'none', o: 'bind', device: `${volume.mountpoint}/sub` } }
    fake.on('GET /volumes', { json: { Volumes: [...volumes2010, inner], Warnings: null } })
    expect((await users()).nestedVolumes).toEqual(['inner'])
  })

  test('a mount beyond all caps still counts', async () => {
    const binds = Array.from({ length: 600 }, (_, i) => ({ Type: 'volume', Name: `v${i}`, Source: '', Destination: `/${i}` }))
    const last = { Type: 'bind', Source: `${volume.mountpoint}/x`, Destination: '/z' }
    expect((await users({ ...listRow2010, Mounts: [...binds, last] })).containers).toHaveLength(1)
  })

  test('a list that failed or is missing is no proof of disuse', async () => {
    fake.on('GET /volumes', { status: 500, json: { message: 'no' } })
    await expect(users()).rejects.toMatchObject({ name: 'EngineError' })
    fake.on('GET /volumes', { json: { Volumes: null, Warnings: null } })
    await expect(users()).rejects.toMatchObject({ name: 'EngineError' })
    fake.on('GET /volumes', { json: { Volumes: [...volumes2010, pluginVolume], Warnings: ['list rclone: down'] } })
    expect(await users()).toEqual({ containers: [], nestedVolumes: [] })
    fake.on('GET /containers/json', { status: 403, json: { message: 'denied' } })
    await expect(engine.volumeUsers(volume)).rejects.toMatchObject({ statusCode: 403 })
  })
})
