import fc from 'fast-check'
import type { Database } from '../client.ts'
import { addContainers, addHost, ago, day, hour, volumeData } from './fleet-rows.ts'

/** Random fleets for the proof that SQL and predicate agree: names, labels and times at the edges of every rule. */

export const pick = <T>(...values: T[]) => fc.constantFrom(...values)
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
const root = '/var/lib/docker/volumes'
const growth = pick(-5 * 1024 ** 3, 0, 0.5, 1024 ** 3, 10 * 1024 ** 3 + 0.25)
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
  factAt: old,
  sizeBytes: maybe(pick(0n, 1n, 1024n ** 3n, 10n * 1024n ** 3n, 10n * 1024n ** 3n + 1n)),
  sizePartial: pick(false, false, true),
  sizeFiles: maybe(pick(0n, 7n, 1000n, 1001n)),
  newestWriteAt: maybe(time),
  sizeMeasuredAt: maybe(time),
  growthBytesPerDay: maybe(growth),
  options: fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    pick({ device: `${root}/data/_data/inner` }, { device: '/srv/elsewhere' }),
  ),
  realDevice: rarely(pick(`${root}/Data/_data/x`, `${root}/a_b/_data`)),
  elsewhere: rarely(pick('/mnt/x', '')),
})
const mount = fc.oneof(
  volumeName.map((name) => ({ name, source: `${root}/${name}/_data` })),
  volumeName.map((name) => ({ type: 'bind', source: `${root}/${name}/_data/deep` })),
  volumeName.map((name) => ({ type: 'bind', source: `${root}/${name}` })),
  volumeName.map((name) => ({ type: 'bind', source: '/srv/link', realSource: `${root}/${name}/_data` })),
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
  layerPartial: pick(false, false, true),
  layerMeasuredAt: maybe(time),
  lostBytes: maybe(pick(0n, 1024n ** 3n)),
  logBytes: maybe(pick(0n, 1024n ** 3n, 10n * 1024n ** 3n)),
  growthBytesPerDay: maybe(growth),
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
export const fleet = fc.array(host, { minLength: 1, maxLength: 3 })
type Fleet = typeof fleet extends fc.Arbitrary<infer T> ? T : never

export async function fill(db: Database, hosts: Fleet): Promise<void> {
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
