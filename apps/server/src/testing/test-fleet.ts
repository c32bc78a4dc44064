import { randomUUID } from 'node:crypto'
import type { Prisma } from '@stowage/db/generated/client'
import { addHost, addVolume } from '@stowage/db/testing/fleet-rows'
import { type TestServer, testServer } from './test-server.ts'

/** A server with an operator, and hosts that report by the clock of now. */
export async function testFleet() {
  const app: TestServer = await testServer()
  const operator = await app.person('operator')
  return {
    app,
    operator,
    client: app.client(operator),
    async host(change: Parameters<typeof addHost>[1] = {}): Promise<string> {
      const now = new Date()
      const id = await addHost(app.db, { lastSeenAt: now, ...change })
      await app.db.prisma.hostSection.updateMany({ where: { hostId: id }, data: { collectedAt: now } })
      return id
    },
    volume(hostId: string, change: Partial<Prisma.VolumeCreateManyInput> = {}): Promise<string> {
      const name = change.name ?? `v-${randomUUID().slice(0, 8)}`
      return addVolume(app.db, hostId, { name, fact: volumeFact(name), ...change })
    },
  }
}

export type TestFleet = Awaited<ReturnType<typeof testFleet>>

export const volumeFact = (name: string) => ({
  ...{ name, driver: 'local', scope: 'local', kind: 'named', mountpoint: '/m', options: {}, labels: { a: 'b' }, anonymous: null },
  ...{ project: null, createdAt: '2026-01-02T03:04:05.678Z', realDevice: null, problem: null },
})

export const key = () => randomUUID()
