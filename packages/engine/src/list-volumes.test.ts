import { VolumeFact } from '@stowage/domain/facts'
import { expect, test } from 'vitest'
import { volumeListing } from './list-volumes.ts'
import { anonymousName, pluginVolume, volumes2010 } from './testing/recorded.ts'

const byName = (listing: ReturnType<typeof volumeListing>) => Object.fromEntries(listing.items.map((item) => [item.name, item]))

test('volumes of a 20.10 become facts: kinds, project, anonymous by name, options redacted', () => {
  const listing = volumeListing({ Volumes: [...volumes2010, pluginVolume], Warnings: null })
  expect(listing).toMatchObject({ status: 'ok', error: null })
  const found = byName(listing)
  expect(found.plain).toEqual({
    name: 'plain',
    driver: 'local',
    scope: 'local',
    kind: 'named',
    mountpoint: '/var/lib/docker/volumes/plain/_data',
    options: {},
    labels: { a: 'b', 'com.docker.compose.project': 'shop' },
    anonymous: null,
    project: 'shop',
    createdAt: '2026-11-23T21:55:05.000Z',
    realDevice: null,
    problem: null,
  })
  expect(found.nfs1).toMatchObject({ kind: 'nfs', options: { o: 'addr=10.0.0.9,nfsvers=4.2,rw,password=•••' } })
  expect(found.t1?.kind).toBe('tmpfs')
  expect(found[anonymousName]).toMatchObject({ kind: 'anonymous', anonymous: 'name' })
  expect(found.team).toMatchObject({ kind: 'plugin', mountpoint: '', createdAt: null, options: { remote: '•••' } })
  for (const item of listing.items) expect(() => VolumeFact.parse(item)).not.toThrow()
  expect(JSON.stringify(listing)).not.toContain('hunter2')
})

test('V3: a volume whose data directory is gone says so, and has no age', () => {
  const found = byName(volumeListing({ Volumes: volumes2010, Warnings: null }))
  expect(found.broken?.createdAt).toBe(null)
  expect(found.broken?.problem).toMatch(/data directory is gone/)
})

test('what a local volume mounts decides its kind', () => {
  const kinds = [
    [{ type: 'none', o: 'bind', device: '/srv/a' }, 'path'],
    [{ type: 'ext4', o: 'rw,bind', device: '/srv/a' }, 'path'],
    [{ type: 'nfs4', o: 'addr=1.2.3.4', device: ':/' }, 'nfs'],
    [{ type: 'cifs', o: 'addr=1.2.3.4', device: '//a/b' }, 'cifs'],
    [{ type: 'ext4', device: '/dev/sdb1' }, 'other'],
    [{ size: '1G' }, 'named'],
    [null, 'named'],
  ] as const
  for (const [Options, kind] of kinds) {
    const Volumes = [{ Name: 'v1', Driver: 'local', Options }]
    expect(volumeListing({ Volumes, Warnings: null }).items[0]?.kind).toBe(kind)
  }
})

test('A20, V6: with warnings the list is partial, and only the volumes of the driver that is down are marked', () => {
  const Warnings = ['list rclone: Post "http://%2Frun%2Fdocker%2Fplugins%2Frclone.sock/VolumeDriver.List": dial unix: refused']
  const other = { ...pluginVolume, Name: 'far', Driver: 'juicefs' }
  const listing = volumeListing({ Volumes: [...volumes2010, pluginVolume, other], Warnings })
  expect(listing.status).toBe('partial')
  expect(listing.error).toMatch(/list rclone/)
  const found = byName(listing)
  expect(found.team?.problem).toMatch(/driver rclone did not answer/)
  expect(found.far?.problem).toBe(null)
  expect(found.plain?.problem).toBe(null)
})

test('H9: a warning that names no known driver puts every driver in doubt but local; a plugin cannot point at others', () => {
  const other = { ...pluginVolume, Name: 'far', Driver: 'juicefs' }
  const doubtful = byName(volumeListing({ Volumes: [...volumes2010, pluginVolume, other], Warnings: ['list gone: no answer'] }))
  expect([doubtful.team?.problem, doubtful.far?.problem]).toEqual([expect.any(String), expect.any(String)])
  expect(doubtful.plain?.problem).toBe(null)
  const pointing = byName(volumeListing({ Volumes: [...volumes2010, pluginVolume], Warnings: ['list rclone: list local: x'] }))
  expect(pointing.plain?.problem).toBe(null)
})

test('V6: no list at all is not an empty list', () => {
  expect(volumeListing({ Volumes: [], Warnings: null }).status).toBe('ok')
  expect(volumeListing({ Volumes: null, Warnings: null }).status).toBe('partial')
  expect(() => volumeListing({ Volumes: 'none' })).toThrow(/unexpected shape/)
})

test('H6: a plugin may name a volume in 4 KiB; the fact is one the server takes and says that it is cut', () => {
  const Name = 'n'.repeat(4096)
  const [item] = volumeListing({ Volumes: [{ ...pluginVolume, Name }], Warnings: null }).items
  expect(VolumeFact.safeParse(item).success).toBe(true)
  expect(item?.problem).toMatch(/4096 characters/)
})
