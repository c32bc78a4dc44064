import type { ContainerMount } from '@stowage/domain/container'
import { describe, expect, it } from 'vitest'
import { measureText, mountLines, recreateText } from './what-survives.ts'

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
const container = { mounts: [mount({})], layerBytes: 3_650_722_201, layerReason: null, readonlyRootfs: false }

describe('what survives a container', () => {
  it('says in one sentence what recreating keeps and loses', () => {
    expect(recreateText(container)).toBe('Recreating keeps shop_pgdata, loses 3.40 GiB in its writable layer.')
  })

  it('never calls an unmeasured layer empty', () => {
    expect(recreateText({ ...container, layerBytes: null })).toBe(
      'Recreating keeps shop_pgdata, loses an unknown amount in its writable layer.',
    )
    expect(recreateText({ ...container, layerBytes: 0 })).toBe('Recreating keeps shop_pgdata, loses nothing that was written.')
  })

  it('tells apart what stays, what is left behind and what is only in memory', () => {
    const mounts = [
      mount({ type: 'tmpfs', name: null, destination: '/run' }),
      mount({ anonymous: true, name: 'a'.repeat(64), destination: '/cache' }),
      mount({ type: 'bind', name: null, destination: '/etc/app' }),
      mount({}),
    ]
    expect(mountLines(mounts).map((line) => line.word)).toEqual(['Volume', 'Anonymous volume', 'Host path', 'Memory'])
    expect(recreateText({ ...container, mounts, layerBytes: 0 })).toBe(
      'Recreating keeps shop_pgdata and 1 host path, loses what is in memory. It leaves an anonymous volume behind.',
    )
  })

  it('a read-only root loses nothing of its own', () => {
    expect(recreateText({ ...container, mounts: [], readonlyRootfs: true, layerBytes: null })).toBe(
      'Recreating keeps nothing, loses nothing that was written.',
    )
  })

  it('B1: labels the measure', () => {
    expect(measureText('apparent')).not.toBe(measureText('allocated'))
    expect(measureText(null)).toBe('measure unknown')
  })
})
