import { itemKey, type Report } from '@stowage/domain/report'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { containerFact, delta, failed, hashOf, mountFact, sizeFact, volumeFact, whole } from '../testing/facts.ts'
import { type TestHost, testHost } from '../testing/host.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

type Fault = 'none' | 'lost' | 'answerLost' | 'twice'
type World = { volumes: Map<string, number>; containers: Map<string, string[]>; sizes: Map<string, number> }
const emptyWorld = (): World => ({ volumes: new Map(), containers: new Map(), sizes: new Map() })
const copyOf = (world: World): World => ({
  volumes: new Map(world.volumes),
  containers: new Map(world.containers),
  sizes: new Map(world.sizes),
})

const volumesOf = (world: World) =>
  [...world.volumes].map(([name, version]) => volumeFact(name, { labels: { version: String(version) } }))
const containersOf = (world: World) =>
  [...world.containers].map(([name, mounts]) =>
    containerFact(name, { mounts: mounts.map((volume) => mountFact({ name: volume })) }),
  )
const sizesOf = (world: World) => [...world.sizes].map(([name, bytes]) => sizeFact(name, bytes))

/** The smallest agent that follows the protocol: deltas from what was acknowledged, everything after `resync`. */
class Agent {
  readonly host: TestHost
  engine = emptyWorld()
  private acked: World | null = null
  private rev = 0
  private ackedRev: number | null = null
  readonly sent: Report[] = []

  constructor(host: TestHost) {
    this.host = host
  }

  next(broken: boolean): { report: Report; holds: World } {
    const now = copyOf(this.engine)
    const before = this.acked
    const part = <T>(items: T[], old: T[], keyOf: (item: T) => string) => {
      if (!before) return whole(items, keyOf)
      const known = new Map(old.map((item) => [keyOf(item), JSON.stringify(item)]))
      const keys = new Set(items.map(keyOf))
      const changed = items.filter((item) => known.get(keyOf(item)) !== JSON.stringify(item))
      return delta(
        changed,
        [...known.keys()].filter((key) => !keys.has(key)),
        hashOf(items),
      )
    }
    const old = before ?? emptyWorld()
    if (broken) now.volumes = new Map(old.volumes)
    this.rev += 1
    const report: Report = {
      epoch: this.host.epoch,
      rev: this.rev,
      baseRev: before ? this.ackedRev : null,
      sections: {
        volumes: broken ? failed() : part(volumesOf(now), volumesOf(old), itemKey.volumes),
        containers: part(containersOf(now), containersOf(old), itemKey.containers),
        sizes: part(sizesOf(now), sizesOf(old), itemKey.sizes),
      },
      events: [],
      blind: [],
    }
    this.sent.push(report)
    return { report, holds: now }
  }

  async exchange(fault: Fault, broken: boolean): Promise<void> {
    const { report, holds } = this.next(broken)
    if (fault === 'lost') return
    const reply = await this.host.report(report)
    if (fault === 'twice') expect((await this.host.report(report)).outcome).toBe('stale')
    if (fault === 'answerLost') return
    if (reply.outcome === 'applied' && reply.rev === report.rev && !(broken && this.acked === null)) {
      this.acked = holds
      this.ackedRev = report.rev
    } else this.acked = null
  }

  async replay(): Promise<void> {
    for (const report of this.sent.slice(-4).reverse())
      if ((await this.host.report(report)).outcome === 'applied') this.acked = null
  }

  /** As after a restart of the agent: everything is sent again. */
  forget(): void {
    this.acked = null
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 3; round += 1) await this.exchange('none', false)
  }
}

async function rowsOf(host: TestHost) {
  const where = { hostId: host.id, removedAt: null }
  const [volumes, containers] = await Promise.all([
    db.prisma.volume.findMany({ where, orderBy: { name: 'asc' } }),
    db.prisma.container.findMany({ where, orderBy: { name: 'asc' }, include: { mounts: { orderBy: { position: 'asc' } } } }),
  ])
  return {
    volumes: volumes.map(({ name, labels, sizeBytes }) => ({
      name,
      labels,
      sizeBytes: sizeBytes === null ? null : Number(sizeBytes),
    })),
    containers: containers.map(({ name, mounts }) => ({ name, mounts: mounts.map((mount) => mount.name) })),
  }
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
const modelOf = (world: World) => ({
  volumes: [...world.volumes]
    .map(([name, version]) => ({ name, labels: { version: String(version) }, sizeBytes: world.sizes.get(name) ?? null }))
    .sort(byName),
  containers: [...world.containers].map(([name, mounts]) => ({ name, mounts })).sort(byName),
})

const name = fc.constantFrom('a', 'b', 'c')
const step = fc.record({
  host: fc.constantFrom(0, 1),
  act: fc.oneof(
    fc.record({ do: fc.constant('volume' as const), name, version: fc.nat(2) }),
    fc.record({ do: fc.constant('unvolume' as const), name }),
    fc.record({ do: fc.constant('size' as const), name, bytes: fc.nat(3) }),
    fc.record({ do: fc.constant('container' as const), name, mounts: fc.uniqueArray(name, { maxLength: 2 }) }),
    fc.record({ do: fc.constant('uncontainer' as const), name }),
    fc.record({ do: fc.constant('replay' as const) }),
    fc.record({
      do: fc.constant('send' as const),
      fault: fc.constantFrom<Fault>('none', 'none', 'lost', 'answerLost', 'twice'),
      broken: fc.boolean(),
    }),
  ),
})

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function perform(agent: Agent, act: Step['act']): Promise<void> {
  const { engine } = agent
  if (act.do === 'volume') engine.volumes.set(act.name, act.version)
  if (act.do === 'unvolume') {
    engine.volumes.delete(act.name)
    engine.sizes.delete(act.name)
  }
  if (act.do === 'size' && engine.volumes.has(act.name)) engine.sizes.set(act.name, act.bytes)
  if (act.do === 'container') engine.containers.set(act.name, act.mounts)
  if (act.do === 'uncontainer') engine.containers.delete(act.name)
  if (act.do === 'replay') await agent.replay()
  if (act.do === 'send') await agent.exchange(act.fault, act.broken)
}

test('M16: a host that reports an empty engine takes nothing from another one with the same names and ids', async () => {
  const [one, two] = [new Agent(await testHost(db)), new Agent(await testHost(db))]
  for (const { engine } of [one, two]) {
    engine.volumes.set('a', 1).set('b', 1)
    engine.sizes.set('a', 1)
    engine.containers.set('a', ['a'])
  }
  await one.settle()
  await two.settle()
  const before = await rowsOf(two.host)
  one.engine = emptyWorld()
  await one.settle()
  await one.replay()
  one.forget()
  await one.settle()
  expect(await rowsOf(one.host)).toEqual({ volumes: [], containers: [] })
  expect(await rowsOf(two.host)).toEqual(before)
  expect(before).toEqual(modelOf(two.engine))
})

test('M16, M17: after any interleaving of two hosts with lost, repeated, reordered and failed reports, each host has the rows of its own engine', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const agents = [new Agent(await testHost(db)), new Agent(await testHost(db))] as const
      for (const { host, act } of steps) {
        const [agent, other] = host === 0 ? agents : [agents[1], agents[0]]
        const others = await rowsOf(other.host)
        await perform(agent, act)
        expect(await rowsOf(other.host), 'a report of one host never touches the other').toEqual(others)
      }
      for (const agent of agents) {
        await agent.settle()
        expect(await rowsOf(agent.host)).toEqual(modelOf(agent.engine))
      }
    }),
    { numRuns: 15 },
  )
})
