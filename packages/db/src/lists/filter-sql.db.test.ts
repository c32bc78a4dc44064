import { filterTruth } from '@stowage/domain/filter/matches'
import { parseFilter } from '@stowage/domain/filter/parse'
import { ListQuery } from '@stowage/domain/list'
import { unpackRefs } from '@stowage/domain/refs'
import type { VolumeRow } from '@stowage/domain/volume'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { now } from '../testing/fleet-rows.ts'
import { fill, fleet, pick } from '../testing/random-fleet.ts'
import { queryContainers } from './container-list.ts'
import { containerRows, containerSubject } from './container-rows.ts'
import { volumeSubject } from './volume-facts.ts'
import { queryVolumes } from './volume-list.ts'
import { volumeRowsWithHosts } from './volume-rows.ts'

const all = { hostIds: null, now }
const text = pick(
  'data',
  'DATA',
  'a_b',
  'a*',
  '*b',
  '"a*"',
  'web-*',
  'etl',
  'shop',
  'n*:1*',
  'x',
  '*',
  'none',
  'any',
  'unknown',
  '"unknown"',
  '"a.b%"',
  '"back\\\\slash"',
)
const word = text.filter((each) => !each.includes(':'))
const time_ = pick(
  '>1d',
  '<=1d',
  '>24h',
  '1d..31d',
  '>30d',
  '<2026-11-19',
  '2026-11-20',
  '>=2026-11-19T12:00Z',
  'unknown',
  'any',
  'none',
)
const size = pick('>0', '>=1GiB', '<10GiB', '10GiB', '1GiB..10GiB', '0', 'unknown', 'any', '>1GiB,unknown')
const age = pick('>1d', '>=1d', '<1d', '<=31d', '1d..31d', '>400d', 'unknown', 'any')
const flag = pick('yes', 'no', 'unknown')
const label = pick('label:keep', 'label:team=web%', 'label.team:W*', 'label.team:none', 'label:x', 'label.x:any', 'label:team=*')
const kv = (key: string, value: fc.Arbitrary<string>) =>
  fc.array(value, { minLength: 1, maxLength: 2 }).map((values) => `${key}:${values.join(',')}`)
const volumeTerm = fc.oneof(
  ...['host', 'name', 'driver', 'project', 'used-by', 'image', 'scope'].map((key) => kv(key, text)),
  kv('kind', pick('named', 'nfs', 'anonymous')),
  kv('state', pick('used', 'orphan', 'protected', 'unknown', 'in-use', 'any')),
  ...['size', 'growth'].map((key) => kv(key, size)),
  kv('files', pick('>0', '>=1000', '<1000', '10..1000', 'unknown', 'any', '7,unknown')),
  ...['created', 'seen', 'written'].map((key) => kv(key, time_)),
  kv('idle', age),
  ...['anonymous', 'mounted'].map((key) => kv(key, flag)),
  label,
  word,
)
const containerTerm = fc.oneof(
  ...['host', 'name', 'image', 'project', 'service', 'mount', 'driver'].map((key) => kv(key, text)),
  kv('state', pick('running', 'exited', 'unknown', 'any')),
  ...['layer', 'lost', 'growth', 'logs'].map((key) => kv(key, size)),
  kv('created', time_),
  kv('readonly', flag),
  label,
  word,
)
const query = (term: fc.Arbitrary<string>) => {
  const signed = fc.tuple(pick('', '', '-'), term).map((each) => each.join(''))
  const group = fc.tuple(pick('', '-'), signed, signed).map(([sign, a, b]) => `${sign}(${a} OR ${b} ${a})`)
  return fc.array(fc.oneof({ weight: 3, arbitrary: signed }, group), { maxLength: 3 }).map((each) => each.join(' '))
}

const filterOf = (noun: 'volumes' | 'containers', q: string) => {
  const answer = parseFilter(noun, q)
  if (!answer.ok) throw new Error(`${q}: ${answer.problem.message}`)
  return answer.filter
}

it('audit 8.3/30, 31: for random fleets and filters of every key, SQL and predicate keep the same volumes and leave out the same', async () => {
  await using db = await testDatabase()
  const seen = { kept: 0, leftOut: 0, states: new Set<VolumeRow['state']>() }
  await fc.assert(
    fc.asyncProperty(fleet, fc.array(query(volumeTerm), { minLength: 12, maxLength: 12 }), async (hosts, queries) => {
      await fill(db, hosts)
      const everything = await queryVolumes(db, all, ListQuery.parse({ removed: true }))
      const rows = await volumeRowsWithHosts(db, all, { refs: unpackRefs(everything.refs) })
      expect(rows.length).toBe(hosts.reduce((sum, each) => sum + each.volumes.length + each.removed.length, 0))
      for (const { row } of rows) seen.states.add(row.state)
      const ask = async (q: string) => {
        const filter = filterOf('volumes', q)
        const truths = rows.map(({ row, host: on }) => ({
          row,
          truth: filterTruth(filter, volumeSubject(row, on, now), now.getTime()),
        }))
        const kept = truths.filter(({ truth }) => truth === true).map(({ row }) => row)
        const answer = await queryVolumes(db, all, ListQuery.parse({ q, removed: true }))
        expect(unpackRefs(answer.refs), q).toEqual(kept.map((row) => row.ref))
        expect(answer, q).toMatchObject({
          total: kept.length,
          leftOut: truths.filter(({ truth }) => truth === null).length,
          unknown: kept.filter((row) => row.sizeBytes === null || row.sizePartial).length,
          unordered: 0,
        })
        seen.kept += kept.length
        seen.leftOut += answer.leftOut
      }
      await Promise.all(queries.map(ask))
    }),
    { numRuns: 50 },
  )
  expect([...seen.states].sort()).toEqual(['orphan', 'protected', 'unknown', 'used'])
  expect(seen.kept).toBeGreaterThan(200)
  expect(seen.leftOut).toBeGreaterThan(50)
}, 120_000)

it('the same for containers', async () => {
  await using db = await testDatabase()
  await fc.assert(
    fc.asyncProperty(fleet, fc.array(query(containerTerm), { minLength: 12, maxLength: 12 }), async (hosts, queries) => {
      await fill(db, hosts)
      const { refs } = await queryContainers(db, all, ListQuery.parse({ removed: true }))
      const rows = await containerRows(db, all, { refs: unpackRefs(refs) })
      expect(rows.length).toBe(hosts.reduce((sum, each) => sum + each.containers.length, 0))
      const ask = async (q: string) => {
        const filter = filterOf('containers', q)
        const truths = rows.map((row) => ({ row, truth: filterTruth(filter, containerSubject(row), now.getTime()) }))
        const answer = await queryContainers(db, all, ListQuery.parse({ q, removed: true }))
        expect(unpackRefs(answer.refs), q).toEqual(truths.filter(({ truth }) => truth === true).map(({ row }) => row.ref))
        expect(answer.leftOut, q).toBe(truths.filter(({ truth }) => truth === null).length)
      }
      await Promise.all(queries.map(ask))
    }),
    { numRuns: 25 },
  )
}, 120_000)
