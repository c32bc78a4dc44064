import type { Overview } from '@stowage/api/overview'
import { describe, expect, it } from 'vitest'
import { disksByFullness, overviewTiles, overviewVerdicts } from './overview-tiles.ts'

const overview: Overview = {
  hosts: { total: 3, reporting: 3, notReporting: [] },
  volumes: { total: 40, byState: { used: 20, orphan: 7, protected: 3, unknown: 10 } },
  containers: { total: 12, running: 9 },
  sizes: { measured: 30, unknown: 10, sumBytes: 3 * 2 ** 30 },
  layers: { measured: 12, unknown: 0, sumBytes: 0 },
  disks: [],
  jobsOpen: 0,
  checkedAt: new Date('2026-11-20T03:12:07Z'),
}
const missing = { id: 'h3', name: 'db-03', state: 'unreachable' as const, lastSeenAt: null }
const tile = (key: string, value: Overview = overview, scope: string | null = null) =>
  overviewTiles(value, scope).find((each) => each.key === key)

describe('overview tiles', () => {
  it('links every figure to the list that shows the same one, within the scope', () => {
    expect(tile('orphan', overview, 'host:web-07')?.href).toBe('/volumes?scope=host%3Aweb-07&q=state%3Aorphan')
    expect(tile('orphan')?.href).toBe('/volumes?q=state%3Aorphan')
  })

  it('marks a sum with unmeasured parts and never shows zero for what nobody measured', () => {
    expect(tile('sizes')?.figure).toBe('≥ 3.00 GiB')
    expect(tile('layers')?.figure).toBe('0 B')
    const unmeasured = { ...overview, sizes: { measured: 0, unknown: 40, sumBytes: 0 } }
    expect(tile('sizes', unmeasured)?.figure).toBe('Unknown')
  })

  it('moves missing hosts to the front and names them on every other tile', () => {
    const partial = { ...overview, hosts: { total: 3, reporting: 2, notReporting: [missing] } }
    const tiles = overviewTiles(partial, null)
    expect(tiles[0]).toMatchObject({ key: 'hosts', figure: '1 of 3 hosts', caption: 'db-03' })
    for (const each of tiles.slice(1)) expect(each.without).toBe('without db-03')
  })

  it('counts every volume once in the verdicts', () => {
    const verdicts = overviewVerdicts(overview, null)
    expect(verdicts.reduce((sum, verdict) => sum + verdict.count, 0)).toBe(overview.volumes.total)
  })

  it('sorts disks by how full they are and puts unknown ones last', () => {
    const disk = (host: string, diskUsedBytes: number | null) => ({
      hostId: host,
      host,
      state: 'online' as const,
      diskBytes: 100,
      diskUsedBytes,
    })
    expect(disksByFullness([disk('a', null), disk('b', 20), disk('c', 90)]).map((each) => each.host)).toEqual(['c', 'b', 'a'])
  })
})
