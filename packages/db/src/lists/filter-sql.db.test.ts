import { filterTruth } from '@stowage/domain/filter/matches'
import { parseFilter } from '@stowage/domain/filter/parse'
import { ListQuery } from '@stowage/domain/list'
import type { VolumeRow } from '@stowage/domain/volume'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Database } from '../client.ts'
import { testDatabase } from '../testing/database.ts'
import { addContainers, addHost, ago, day, hour, now, volumeData } from '../testing/fleet-rows.ts'
import { queryContainers } from './container-list.ts'
import { containerRows, containerSubject } from './container-rows.ts'
import { volumeSubject } from './volume-facts.ts'
import { queryVolumes } from './volume-list.ts'
import { volumeRowsWithHosts } from './volume-rows.ts'

const all = { hostIds: null, now }
const pick = <T>(...values: T[]) => fc.constantFrom(...values)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, arbitrary)
const time = pick(0, hour, 23 * hour, day, day + 1, 3 * day, 31 * day, 400 * day).map(ago)
const old = fc.oneof({ weight: 2, arbitrary: pick(ago(31 * day), ago(400 * day)) }, time)
const labels = pick<Record<string, string>>(
  {},
  {},
  {},
  {},
  {},
  { keep: '' },
  { team: 'Web%' },
  { 'com.docker.stack.namespace': 's' },
  { team: 'db', x: '' },
)
const volumeName = pick('data', 'Data', 'a_b', 'axb', 'vscode', 'k3d-x', 'shop-prod-db', '0'.repeat(64), 'a.b%', 'back\\slash')

const volume = fc.record({
  name: volumeName,
  driver: fc.oneof({ weight: 9, arbitrary: fc.constant('local') }, pick('rclone', 'Local')),
  scope: fc.oneof({ weight: 9, arbitrary: fc.constant('local') }, fc.constant('global')),
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constant('named') },
    pick('anonymous', 'nfs', 'cifs', 'tmpfs', 'path', 'plugin', 'other'),
  ),
  anonymous: maybe(pick('label', 'name')),
  labels,
  project: rarely(pick('shop', 'Blog')),
  problem: rarely(fc.constant('down')),
  createdAt: maybe(time),
  firstSeenAt: old,
  lastMountedAt: maybe(old),
  sizeBytes: maybe(pick(0n, 1n, 1024n ** 3n, 10n * 1024n ** 3n, 10n * 1024n ** 3n + 1n)),
  elsewhere: rarely(pick('/mnt/x', '')),
})
const root = '/var/lib/docker/volumes'
const mount = fc.oneof(
  volumeName.map((name) => ({ name, source: `${root}/${name}/_data` })),
  volumeName.map((name) => ({ type: 'bind', source: `${root}/${name}/_data/deep` })),
  volumeName.map((name) => ({ type: 'bind', source: `${root}/${name}` })),
  pick('/', root, '/mnt/x', '/mnt/xy', '/mnt/x/data', '/srv/volumes/a', `${root}/data_data`).map((source) => ({
    type: 'bind',
    source,
  })),
  volumeName.map((name) => ({ type: 'image', name, source: '/i' })),
)
const container = fc.record({
  name: pick('etl', 'Web-1', 'db'),
  image: pick('nginx:1.25', 'postgres:16', 'ghcr.io/x/y'),
  state: pick('created', 'running', 'paused', 'exited', 'dead', 'unknown'),
  project: maybe(pick('shop', 'Blog')),
  service: maybe(pick('app', 'db')),
  labels,
  readonlyRootfs: fc.boolean(),
  storageDriver: pick('overlay2', 'overlayfs'),
  createdAt: maybe(time),
  layerBytes: maybe(pick(0n, 5n * 1024n ** 3n)),
  mounts: fc.array(mount, { maxLength: 3 }),
  removedAt: rarely(time),
})
const section = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  pick(null, { status: 'partial' as const }, { status: 'error' as const }, { ageMs: 600_000 }, { ageMs: 600_001 }),
)
const host = fc.record({
  lastSeenAt: fc.oneof({ weight: 6, arbitrary: fc.constant(ago(0)) }, pick(ago(46_000), ago(hour), null)),
  engineIdentity: rarely(fc.constant('one')),
  revokedAt: rarely(fc.constant(ago(hour))),
  sections: fc.record({ containers: section, volumes: section }),
  policy: pick<unknown>(
    {},
    { protect: { names: ['*-prod-*'] } },
    { protect: { labels: ['team=Web%', 'x'] } },
    { protect: { names: ['a_*'], labels: ['team=d*'] } },
  ),
  blindMs: maybe(pick([30 * day, 29 * day] as const, [hour, hour - 60_000] as const)),
  volumes: fc.uniqueArray(volume, { maxLength: 5, selector: (each) => each.name }),
  removed: fc.array(fc.tuple(volume, time), { maxLength: 1 }),
  containers: fc.array(container, { maxLength: 4 }),
})
const fleet = fc.array(host, { minLength: 1, maxLength: 3 })
type Fleet = typeof fleet extends fc.Arbitrary<infer T> ? T : never

async function fill(db: Database, hosts: Fleet): Promise<void> {
  await db.pool.query('TRUNCATE host CASCADE')
  for (const [index, { volumes, removed, containers, blindMs, ...facts }] of hosts.entries()) {
    const hostId = await addHost(db, { name: `${['web', 'DB', 'x_y'][index]}-${index}`, ...facts })
    if (blindMs)
      await db.prisma.blindWindow.create({ data: { hostId, from: ago(blindMs[0]), to: ago(blindMs[1]), cause: 'agent_down' } })
    const gone = removed.map(([each, removedAt]) => ({ ...each, removedAt }))
    const lives = [...volumes.map((live) => ({ ...live, removedAt: null })), ...gone]
    await db.prisma.volume.createMany({
      data: lives.map(({ elsewhere, ...each }) =>
        volumeData(hostId, { ...each, ...(elsewhere !== null && { mountpoint: elsewhere }) }),
      ),
    })
    const present = containers.map((each) => (each.removedAt ? { ...each, mounts: [] } : each))
    await addContainers(db, hostId, present)
  }
}

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
  kv('size', size),
  ...['created', 'seen'].map((key) => kv(key, time_)),
  kv('idle', age),
  ...['anonymous', 'mounted'].map((key) => kv(key, flag)),
  label,
  word,
)
const containerTerm = fc.oneof(
  ...['host', 'name', 'image', 'project', 'service', 'mount', 'driver'].map((key) => kv(key, text)),
  kv('state', pick('running', 'exited', 'unknown', 'any')),
  kv('layer', size),
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
      const rows = await volumeRowsWithHosts(db, all, everything.ids)
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
        expect(answer.ids, q).toEqual(kept.map((row) => row.id))
        expect(answer, q).toMatchObject({
          total: kept.length,
          leftOut: truths.filter(({ truth }) => truth === null).length,
          unknown: kept.filter((row) => row.sizeBytes === null).length,
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
      const rows = await containerRows(db, all, (await queryContainers(db, all, ListQuery.parse({ removed: true }))).ids)
      expect(rows.length).toBe(hosts.reduce((sum, each) => sum + each.containers.length, 0))
      const ask = async (q: string) => {
        const filter = filterOf('containers', q)
        const truths = rows.map((row) => ({ row, truth: filterTruth(filter, containerSubject(row), now.getTime()) }))
        const answer = await queryContainers(db, all, ListQuery.parse({ q, removed: true }))
        expect(answer.ids, q).toEqual(truths.filter(({ truth }) => truth === true).map(({ row }) => row.id))
        expect(answer.leftOut, q).toBe(truths.filter(({ truth }) => truth === null).length)
      }
      await Promise.all(queries.map(ask))
    }),
    { numRuns: 25 },
  )
}, 120_000)
