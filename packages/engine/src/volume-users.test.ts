import { type FakeEngine, fakeEngine } from '@stowage/lab/testing/fake-engine'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectEngine, type Engine } from './connect.ts'
import { ids, listRow2010, pluginVolume, volumes2010 } from './testing/recorded.ts'
import { isInsideVolume } from './volume-users.ts'

let fake: FakeEngine
let engine: Engine
beforeEach(async () => {
  fake = await fakeEngine()
  engine = await connectEngine({ socketPath: fake.socket })
})
afterEach(async () => {
  engine.close()
  await fake.stop()
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
