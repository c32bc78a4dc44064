import type { Overview } from '@stowage/api/overview'
import { describe, expect, it } from 'vitest'
import { overviewTiles, overviewVerdicts } from './overview-tiles.ts'

const overview: Overview = {
  hosts: { total: 3, reporting: 3, notReporting: [] },
  volumes: { total: 40, byState: { used: 20, orphan: 7, protected: 3, unknown: 10 } },
  containers: { total: 12, running: 9 },
  sizes: { measured: 30, unknown: 10, sumBytes: 3 * 2 ** 30 },
  layers: { measured: 12, unknown: 0, sumBytes: 0 },
  disks: [],
  capacity: [],
  growth: { bytesPerDay: 3.1 * 2 ** 30, measuredShare: 1 },
  atRisk: { containers: 7, bytes: 3 * 2 ** 30, unknown: 2 },
  dataAge: { oldestAt: new Date('2026-11-17T03:12:07Z'), freshShare: 0.938 },
  growers: [],
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

  it('tells the risk as the list behind it counts it, and how many layers nobody read', () => {
    expect(tile('risk')).toMatchObject({
      figure: '7 containers',
      caption: '3.00 GiB lost when made again · 2 unknown',
      href: '/containers?q=lost%3A%3E0B&sort=-lost',
    })
    const none = { ...overview, atRisk: { containers: 0, bytes: 0, unknown: 2 } }
    expect(tile('risk', none)).toMatchObject({ figure: '0 of 10 containers', caption: 'lose data when made again · 2 unknown' })
    expect(tile('risk', { ...none, atRisk: { containers: 0, bytes: 0, unknown: 12 } })?.figure).toBe('Unknown')
  })

  it('growth says how much of the fleet it covers, and is unknown before a day has passed', () => {
    expect(tile('growth')).toMatchObject({
      figure: '+3.10 GiB a day',
      caption: 'volumes and layers · 100 % measured',
    })
    const early = { ...overview, growth: { bytesPerDay: null, measuredShare: 0 } }
    expect(tile('growth', early)?.figure).toBe('Unknown')
    const shrinking = { ...overview, growth: { bytesPerDay: -1024, measuredShare: 0.5 } }
    expect(tile('growth', shrinking)?.figure).toBe('−1.00 KiB a day')
  })

  it('tells how old the sizes are, never rounded up to all', () => {
    expect(tile('age')).toMatchObject({ figure: '93 % of sizes', caption: 'measured within 24 h · oldest 3 d ago' })
    const almost = { ...overview, dataAge: { oldestAt: null, freshShare: 0.999 } }
    expect(tile('age', almost)?.figure).toBe('99 % of sizes')
  })
})
