import { ListQuery } from '@stowage/domain/list'
import type { VolumeRow } from '@stowage/domain/volume'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { now } from '../testing/fleet-rows.ts'
import { fill, fleet, pick } from '../testing/random-fleet.ts'
import { queryVolumes } from './volume-list.ts'
import { volumeRows } from './volume-rows.ts'

const all = { hostIds: null, now }
const values: Record<string, (row: VolumeRow) => string | number | null> = {
  name: (row) => row.name,
  host: (row) => row.host,
  driver: (row) => row.driver,
  kind: (row) => row.kind,
  project: (row) => row.project,
  state: (row) => (row.state === 'unknown' ? null : row.state),
  size: (row) => row.sizeBytes,
  created: (row) => row.createdAt?.getTime() ?? null,
  seen: (row) => row.firstSeenAt.getTime(),
  mounted: (row) => row.lastMountedAt?.getTime() ?? null,
}
const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

it('A25: every sort puts unknown values last in both directions, and equal ones in order of name', async () => {
  await using db = await testDatabase()
  await fc.assert(
    fc.asyncProperty(fleet, pick('', 'host:*'), async (hosts, q) => {
      await fill(db, hosts)
      for (const [key, value] of Object.entries(values)) {
        for (const descending of [false, true]) {
          const sort = `${descending ? '-' : ''}${key}`
          const { ids, total } = await queryVolumes(db, all, ListQuery.parse({ q, sort, removed: true }))
          const rows = await volumeRows(db, all, ids)
          expect(rows.length).toBe(total)
          const sorted = rows.toSorted((a, b) => {
            const [left, right] = [value(a), value(b)]
            if (left === null || right === null)
              return Number(left === null) - Number(right === null) || compare(a.name, b.name) || compare(a.id, b.id)
            const order = compare(left, right) * (descending ? -1 : 1)
            const ties = key === 'name' && descending ? -1 : 1
            return order || compare(a.name, b.name) || compare(a.id, b.id) * ties
          })
          expect(ids, sort).toEqual(sorted.map((row) => row.id))
        }
      }
    }),
    { numRuns: 8 },
  )
}, 120_000)
