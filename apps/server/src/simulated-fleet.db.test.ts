import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { poll } from '@stowage/lab/poll'
import { type SimulatedFleet, simulateFleet } from '@stowage/lab/simulate/simulate-fleet'
import { describe, expect, it } from 'vitest'
import { cutProxy } from './testing/cut-proxy.ts'
import { testServer } from './testing/test-server.ts'

const allTold = (fleet: SimulatedFleet) =>
  poll('all reports', () => (fleet.told() === fleet.agents.length ? true : null), { withinMs: 60_000 })

describe('a simulated fleet is to the server what a real one is', () => {
  it('reports all sections, tells of changes, creates volumes and answers readings', async () => {
    await using app = await testServer()
    const admin = await app.person('admin')
    const client = app.client(admin)
    const invite = async (name: string) => (await client.hosts.enrol.mutate({ name })).token
    const shape = { hosts: 3, volumesEach: 30, containersEach: 10, changesPerMinute: 0 }
    const fleet = await simulateFleet({ ...shape, server: new URL(app.url), invite })
    try {
      await allTold(fleet)
      const { volumes, containers, sizes, layers, hosts } = await client.overview.get.query({})
      expect(hosts).toMatchObject({ total: 3, reporting: 3 })
      expect(volumes).toMatchObject({ total: 90, byState: { used: 30 } })
      expect(containers).toMatchObject({ total: 30, running: 30 })
      expect([sizes.measured, layers.measured]).toEqual([90, 30])

      const token = await app.token(admin.id, 'viewer')
      const metrics = await (await app.raw('/metrics', { headers: { authorization: `Bearer ${token}` } })).text()
      expect(metrics).toMatch(/^stowage_streams\{group="agent"\} 3$/m)
      expect(metrics).toMatch(/^stowage_ingest_reports_total\{status="2xx"\} [3-9]$/m)

      for (const agent of fleet.agents) agent.change(40)
      await allTold(fleet)
      const told = await app.db.prisma.volume.findMany({ select: { name: true, sizeBytes: true, hostId: true } })
      const known = fleet.agents.flatMap((agent) =>
        [...agent.engine.sizes.values()].map(({ name, bytes }) => `${agent.hostId} ${name} ${bytes}`),
      )
      expect(told.map(({ hostId, name, sizeBytes }) => `${hostId} ${name} ${sizeBytes}`).sort()).toEqual(known.sort())

      const hostIds = fleet.agents.map(({ hostId }) => hostId)
      await client.volumes.create.mutate({ name: 'assets', hostIds, idempotencyKey: randomUUID() })
      const made = await poll('the new volumes', async () => {
        const rows = await app.db.prisma.volume.findMany({ where: { name: 'assets' } })
        return rows.length === 3 ? rows : null
      })
      await client.volumes.measure.mutate({ ids: made.map(({ id }) => id) })
      const done = await poll('the readings', async () => {
        const rows = await app.db.prisma.reading.findMany()
        return rows.every(({ state }) => state === 'done') ? rows : null
      })
      expect(done).toHaveLength(3)
    } finally {
      await fleet.stop()
    }
  })

  it('M21: 200 agents whose server was away for 20 s come back over 20 s and more, and every one of them does', {
    timeout: 150_000,
  }, async () => {
    await using app = await testServer()
    const client = app.client(await app.person('admin'))
    await using cable = await cutProxy(app.url)
    const invite = async (name: string) => (await client.hosts.enrol.mutate({ name })).token
    // The clock of the back-off runs 40 times as fast; what it says is added up.
    const faster = 40
    const waited = new Map<string, number>()
    const fleet = await simulateFleet({
      ...{ hosts: 200, volumesEach: 2, containersEach: 1, changesPerMinute: 0, server: new URL(cable.url), invite },
      wait: async (name, ms) => {
        waited.set(name, (waited.get(name) ?? 0) + ms)
        await pause(ms / faster)
      },
    })
    try {
      await allTold(fleet)
      waited.clear()
      await cable.cut()
      await poll('all links to end', () => (fleet.connected() === 0 ? true : null))
      await pause(20_000 / faster)
      await cable.mend()
      await poll('all agents', () => (fleet.connected() === 200 ? true : null), { withinMs: 60_000 })
      const times = [...waited.values()]
      expect(times).toHaveLength(200)
      expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(20_000)
    } finally {
      await fleet.stop()
    }
  })
})
