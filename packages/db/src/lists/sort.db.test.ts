import type { ContainerRow } from '@stowage/domain/container'
import { type ListAnswer, ListQuery } from '@stowage/domain/list'
import { unpackRefs } from '@stowage/domain/refs'
import type { VolumeRow } from '@stowage/domain/volume'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { now } from '../testing/fleet-rows.ts'
import { fill, fleet, pick } from '../testing/random-fleet.ts'
import { queryContainers } from './container-list.ts'
import { containerRows } from './container-rows.ts'
import { queryVolumes } from './volume-list.ts'
import { volumeRows } from './volume-rows.ts'

const all = { hostIds: null, now }
type Values<Row> = Record<string, (row: Row) => string | number | null>
const volumeValues: Values<VolumeRow> = {
  name: (row) => row.name,
  host: (row) => row.host,
  driver: (row) => row.driver,
  kind: (row) => row.kind,
  project: (row) => row.project,
  state: (row) => (row.state === 'unknown' ? null : row.state),
  size: (row) => row.sizeBytes,
  growth: (row) => row.growthBytesPerDay,
  files: (row) => row.files,
  written: (row) => row.newestWriteAt?.getTime() ?? null,
  measured: (row) => row.sizeMeasuredAt?.getTime() ?? null,
  created: (row) => row.createdAt?.getTime() ?? null,
  seen: (row) => row.firstSeenAt.getTime(),
  mounted: (row) => row.lastMountedAt?.getTime() ?? null,
}
const containerValues: Values<ContainerRow> = {
  name: (row) => row.name,
  host: (row) => row.host,
  image: (row) => row.image,
  state: (row) => row.state,
  project: (row) => row.project,
  service: (row) => row.service,
  driver: (row) => row.storageDriver,
  layer: (row) => row.layerBytes,
  lost: (row) => row.lostBytes,
  growth: (row) => row.growthBytesPerDay,
  logs: (row) => row.logBytes,
  measured: (row) => row.layerMeasuredAt?.getTime() ?? null,
  created: (row) => row.createdAt?.getTime() ?? null,
}
const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)
type Base = { ref: number; name: string }
type Ask<Row> = { query: (query: ListQuery) => Promise<ListAnswer>; rows: (refs: number[]) => Promise<Row[]> }

async function checkOrders<Row extends Base>(values: Values<Row>, ask: Ask<Row>, q: string, removed: boolean) {
  for (const [key, value] of Object.entries(values)) {
    for (const descending of [false, true]) {
      const sort = `${descending ? '-' : ''}${key}`
      const answer = await ask.query(ListQuery.parse({ q, sort, removed }))
      const refs = unpackRefs(answer.refs)
      const rows = await ask.rows(refs)
      expect(rows.length).toBe(answer.total)
      const sorted = rows.toSorted((a, b) => {
        const [left, right] = [value(a), value(b)]
        if (left === null || right === null)
          return Number(left === null) - Number(right === null) || compare(a.name, b.name) || compare(a.ref, b.ref)
        const order = compare(left, right) * (descending ? -1 : 1)
        const ties = key === 'name' && descending ? -1 : 1
        return order || compare(a.name, b.name) || compare(a.ref, b.ref) * ties
      })
      expect(refs, sort).toEqual(sorted.map((row) => row.ref))
      expect(answer.unordered, sort).toBe(rows.filter((row) => value(row) === null).length)
    }
  }
}

it('A25: every sort puts unknown values last in both directions, and equal ones in order of name', async () => {
  await using db = await testDatabase()
  await fc.assert(
    fc.asyncProperty(fleet, pick('', 'host:*'), fc.boolean(), async (hosts, q, removed) => {
      await fill(db, hosts)
      const volumes = {
        query: (query: ListQuery) => queryVolumes(db, all, query),
        rows: (refs: number[]) => volumeRows(db, all, { refs }),
      }
      await checkOrders(volumeValues, volumes, q, removed)
      const containers = {
        query: (query: ListQuery) => queryContainers(db, all, query),
        rows: (refs: number[]) => containerRows(db, all, { refs }),
      }
      await checkOrders(containerValues, containers, q, removed)
    }),
    { numRuns: 8 },
  )
}, 120_000)
