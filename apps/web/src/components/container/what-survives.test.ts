import type { ContainerMount } from '@stowage/domain/container'
import { describe, expect, it } from 'vitest'
import { goneText, measureText, mountLines, recreateText } from './what-survives.ts'

const mount = (over: Partial<ContainerMount>): ContainerMount => ({
  type: 'volume',
  name: 'shop_pgdata',
  driver: 'local',
  source: '/var/lib/docker/volumes/shop_pgdata/_data',
  realSource: null,
  destination: '/data',
  rw: true,
  propagation: '',
  anonymous: false,
  volumeId: null,
  ...over,
})
const container = {
  mounts: [mount({})],
  layerBytes: 3_700_000_000,
  layerReason: null,
  layerPartial: false,
  lostBytes: 3_650_722_201,
  lostPaths: [
    { path: '/data', bytes: 3_600_000_000 },
    { path: '/srv', bytes: 50_722_201 },
  ],
  readonlyRootfs: false,
}
const empty = { ...container, layerBytes: 0, lostBytes: 0, lostPaths: [] }

describe('what survives a container', () => {
  it('says in one sentence what recreating keeps and loses', () => {
    expect(recreateText(container)).toBe('Recreating keeps shop_pgdata, loses 3.40 GiB in 2 paths.')
  })

  it('never calls an unmeasured layer empty, nor one that nobody can look into', () => {
    const unknown = { ...container, lostBytes: null, lostPaths: [] }
    expect(recreateText({ ...unknown, layerBytes: null })).toBe(
      'Recreating keeps shop_pgdata, loses an unknown amount in its writable layer.',
    )
    expect(recreateText(unknown)).toBe('Recreating keeps shop_pgdata, loses up to 3.45 GiB in its writable layer.')
    expect(recreateText({ ...container, layerPartial: true })).toContain('loses ≥ 3.40 GiB')
    expect(recreateText(empty)).toBe('Recreating keeps shop_pgdata, loses nothing that was written.')
  })

  it('a layer of changes to the image and of temporary files is no loss, and is told apart from an empty one', () => {
    expect(recreateText({ ...empty, layerBytes: 2 ** 20 })).toBe(
      'Recreating keeps shop_pgdata, loses no data: the 1.00 MiB in its layer are changes to the image, temporary, cache and package files.',
    )
  })

  it('tells apart what stays, what is left behind and what is only in memory', () => {
    const mounts = [
      mount({ type: 'tmpfs', name: null, destination: '/run' }),
      mount({ anonymous: true, name: 'a'.repeat(64), destination: '/cache' }),
      mount({ type: 'bind', name: null, destination: '/etc/app' }),
      mount({}),
    ]
    expect(mountLines(mounts).map((line) => line.word)).toEqual(['Volume', 'Anonymous volume', 'Host path', 'Memory'])
    expect(recreateText({ ...empty, mounts })).toBe(
      'Recreating keeps shop_pgdata and 1 host path, loses what is in memory. It leaves an anonymous volume behind.',
    )
  })

  it('a read-only root loses nothing of its own', () => {
    expect(recreateText({ ...empty, mounts: [], readonlyRootfs: true, layerBytes: null, lostBytes: null })).toBe(
      'Recreating keeps nothing, loses nothing that was written.',
    )
  })

  it('of a container that is gone it says what went with it', () => {
    expect(goneText(container)).toBe('3.40 GiB in 2 paths went with it.')
    expect(goneText(empty)).toBe('No data went with its writable layer.')
    expect(goneText({ ...empty, layerBytes: null, lostBytes: null })).toBe(
      'An unknown amount in its writable layer went with it.',
    )
  })

  it('B1: labels the measure', () => {
    expect(measureText('apparent')).not.toBe(measureText('allocated'))
    expect(measureText(null)).toBe('measure unknown')
  })
})
