import { mkdirSync, symlinkSync, unlinkSync } from 'node:fs'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectEngine, type Engine } from './connect.ts'

describe.skipIf(noLab)('changing the volumes of a real engine', () => {
  const host = noLab ? null : labHost('web-02')
  const docker = async (...args: string[]) => (await host?.docker(...args))?.trim() ?? ''
  let engine: Engine
  beforeAll(async () => {
    if (host) engine = await connectEngine({ socketPath: host.socket })
  })
  afterAll(() => engine.close())
  const asked = { driver: 'local', options: {}, labels: { team: 'a' } }
  const inspected = async (name: string) => {
    const volume = await engine.inspectVolume(name)
    if (!volume) throw new Error(`no volume ${name}`)
    return volume
  }

  test('C1, C2, CV7: a taken name with other labels exists, with equal ones is already there, and stays as it is', async () => {
    expect(await engine.createVolume({ ...asked, name: 'chg-a', uid: 'one' })).toMatchObject({ outcome: 'created' })
    const before = await engine.inspectVolume('chg-a')
    expect(await engine.createVolume({ ...asked, name: 'chg-a', uid: 'two' })).toMatchObject({ outcome: 'already_there' })
    const other = await engine.createVolume({ ...asked, labels: { team: 'b' }, name: 'chg-a', uid: 'three' })
    expect(other).toMatchObject({ outcome: 'exists', differences: ['label team'] })
    expect(await engine.inspectVolume('chg-a')).toEqual(before)
    await engine.removeVolume('chg-a')
  })

  test('K3: names that look like keys of secrets are made, found taken, and removed', async () => {
    for (const name of ['db-secret', 'x.token', 'my-password', 'chg-auth']) {
      expect(await engine.inspectVolume(name)).toBe(null)
      expect(await engine.createVolume({ ...asked, name, uid: 'one' })).toMatchObject({ outcome: 'created' })
      expect(await engine.createVolume({ ...asked, name, uid: 'two' })).toMatchObject({ outcome: 'already_there' })
      expect(await engine.removeVolume(name)).toEqual({ outcome: 'removed' })
      expect(await engine.removeVolume(name)).toEqual({ outcome: 'already_gone' })
    }
    const bad = engine.createVolume({ ...asked, name: 'db-secret', options: { type: 'nfs' }, uid: 'x' })
    await expect(bad).rejects.toMatchObject({ message: expect.stringMatching(/^create db-secret: missing /) })
  })

  test('CV8: of 20 creates of one name at once exactly one made it', async () => {
    const uids = Array.from({ length: 20 }, (_, i) => `uid-${i}`)
    const results = await Promise.all(uids.map((uid) => engine.createVolume({ ...asked, name: 'chg-race', uid })))
    expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(1)
    expect(results.filter(({ outcome }) => outcome === 'already_there')).toHaveLength(19)
    const winner = uids[results.findIndex(({ outcome }) => outcome === 'created')]
    expect((await engine.inspectVolume('chg-race'))?.labels['stowage.uid']).toBe(winner)
    await engine.removeVolume('chg-race')
  })

  test('O2: what the engine refuses is refused in its words', async () => {
    const bad = engine.createVolume({ ...asked, name: 'chg-bad', options: { type: 'nfs' }, uid: 'x' })
    await expect(bad).rejects.toMatchObject({ kind: 'status', statusCode: 400, message: expect.stringContaining('device') })
    expect(await engine.inspectVolume('chg-bad')).toBe(null)
  })

  test('D2, FA10: 20 removals at once remove it once, the others find it gone', async () => {
    await docker('volume', 'create', 'chg-gone')
    const results = await Promise.all(Array.from({ length: 20 }, () => engine.removeVolume('chg-gone')))
    expect(results.filter(({ outcome }) => outcome === 'removed')).toHaveLength(1)
    expect(results.filter(({ outcome }) => outcome === 'already_gone')).toHaveLength(19)
  })

  test('DS2, A30, V20: a volume of a created container is not removed, and its users are named', async () => {
    const id = await docker('create', '--name', 'chg-user', '-v', 'chg-used:/data', 'busybox:lab')
    expect(await engine.removeVolume('chg-used')).toEqual({ outcome: 'in_use', containerIds: [id] })
    expect(await engine.volumeUsers(await inspected('chg-used'))).toEqual({
      containers: [
        { id, name: 'chg-user', state: 'created', image: 'busybox:lab', how: 'volume', destination: '/data', rw: true },
      ],
      nestedVolumes: [],
    })
    await docker('rm', 'chg-user')
    expect((await engine.volumeUsers(await inspected('chg-used'))).containers).toEqual([])
    expect(await engine.removeVolume('chg-used')).toEqual({ outcome: 'removed' })
  })

  test('V15, A5: the uses that the engine does not count are found, and a host-wide bind is none of them', async () => {
    await docker('volume', 'create', 'chg-leak')
    const volume = await inspected('chg-leak')
    mkdirSync(`${volume.mountpoint}/sub`)
    const link = `${host?.dataRoot}-link`
    symlinkSync(host?.dataRoot ?? '', link)
    const alias = `${host?.dataRoot}-alias`
    symlinkSync(volume.mountpoint, alias)
    const source = await docker('create', '-v', 'chg-leak:/data', 'busybox:lab')
    const from = await docker('create', '--volumes-from', source, 'busybox:lab')
    const bind = await docker('create', '-v', `${volume.mountpoint}/sub:/b`, 'busybox:lab')
    const linked = await docker('create', '-v', `${link}/volumes/chg-leak/_data:/b`, 'busybox:lab')
    const aliased = await docker('create', '-v', `${alias}/sub:/b`, 'busybox:lab')
    const wide = await docker('create', '-v', '/:/host', '-v', `${host?.dataRoot}:/docker`, 'busybox:lab')
    await docker('volume', 'create', '-o', 'type=none', '-o', 'o=bind', '-o', `device=${volume.mountpoint}/sub`, 'chg-nested')
    try {
      const { containers, nestedVolumes } = await engine.volumeUsers(volume)
      const how = Object.fromEntries(containers.map((user) => [user.id, user.how]))
      expect(how).toEqual({ [source]: 'volume', [from]: 'volume', [bind]: 'bind', [linked]: 'bind', [aliased]: 'bind' })
      expect(nestedVolumes).toEqual(['chg-nested'])
      await docker('rm', source)
      expect((await engine.volumeUsers(volume)).containers.map(({ id }) => id)).toContain(from)
    } finally {
      unlinkSync(link)
      unlinkSync(alias)
      await docker('rm', '-f', source, from, bind, linked, aliased, wide).catch(() => '')
      await docker('volume', 'rm', 'chg-nested')
      await docker('volume', 'rm', 'chg-leak')
    }
  })
})
