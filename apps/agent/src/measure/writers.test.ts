import type { ContainerFact, MountFact } from '@stowage/domain/facts'
import { expect, test } from 'vitest'
import { mayHaveWritten, writers } from './writers.ts'

const volumes = [
  { name: 'data', mountpoint: '/var/lib/docker/volumes/data/_data' },
  { name: 'data2', mountpoint: '/var/lib/docker/volumes/data2/_data' },
]
const mount = (rest: Partial<MountFact>): MountFact => ({
  ...{ type: 'volume', name: null, driver: 'local', source: '', realSource: null, destination: '/x', rw: true, propagation: '' },
  ...{ anonymous: false, ...rest },
})
const container = (
  id: string,
  state: ContainerFact['state'],
  mounts: MountFact[],
  finishedAt: string | null = null,
): ContainerFact => ({
  ...{ id, name: id, image: 'i', imageId: 'i', state, exitCode: null, createdAt: null, startedAt: 'start', finishedAt },
  ...{
    restartPolicy: '',
    readonlyRootfs: false,
    storageDriver: '',
    layerPath: null,
    logDriver: '',
    imageBytes: null,
    labels: {},
  },
  ...{ project: null, service: null, swarmService: null, mounts },
})
const of = (...mounts: Partial<MountFact>[]) => writers([container('c', 'running', mounts.map(mount))], volumes)

test('M7: a writable mount and a writable bind into the directory of a volume can write, by whatever link; nothing else can', () => {
  expect(of({ name: 'data' })('data')).toEqual({ c: 'active' })
  expect(of({ name: 'data', rw: false })('data')).toEqual({})
  expect(of({ type: 'image', name: 'data' })('data')).toEqual({})
  for (const source of [
    '/var/lib/docker/volumes/data/_data',
    '/var/lib/docker/volumes/data/_data/deep/er/',
    '/var/lib/docker/volumes/data',
  ])
    expect(of({ type: 'bind', source })('data')).toEqual({ c: 'active' })
  expect(of({ type: 'bind', source: '/srv', realSource: '/var/lib/docker/volumes/data/_data' })('data')).toEqual({ c: 'active' })
  expect(of({ type: 'bind', source: '/var/lib/docker/volumes/data2/_data' })('data')).toEqual({})
  for (const source of ['/', '/var/lib/docker/volumes', '/elsewhere']) expect(of({ type: 'bind', source })('data')).toEqual({})
})

test('whoever runs, ran or is new may have written since; whoever was stopped and still is, or was stopped and is gone, has not', () => {
  expect(mayHaveWritten({}, {})).toBe(false)
  expect(mayHaveWritten({ c: 'a b' }, { c: 'a b' })).toBe(false)
  expect(mayHaveWritten({ c: 'a b' }, {})).toBe(false)
  expect(mayHaveWritten({ c: 'active' }, { c: 'active' })).toBe(true)
  expect(mayHaveWritten({ c: 'active' }, { c: 'a b' })).toBe(true)
  expect(mayHaveWritten({ c: 'active' }, {})).toBe(true)
  expect(mayHaveWritten({ c: 'a b' }, { c: 'c d' })).toBe(true)
  expect(mayHaveWritten({}, { c: 'a b' })).toBe(true)
})
