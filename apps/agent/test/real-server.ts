import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { agentRouter } from '@stowage/api/agent/router'
import { newSecretToken } from '@stowage/api/secret-token'
import type { Database } from '@stowage/db/client'
import { openLive } from '@stowage/db/live'
import { notifyJobs } from '@stowage/db/notify'
import { askReadings } from '@stowage/db/readings/ask-readings'
import type { JobSpec } from '@stowage/domain/job'
import type { ReadingKind } from '@stowage/domain/reading'
import { poll } from '@stowage/lab/poll'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'

/** The server's own agent router on a real database, without the rest of the server. */
export async function realServer(db: Database, address: string) {
  const live = openLive(db.url)
  const closing = new AbortController()
  const failures: unknown[] = []
  const handle = createHTTPHandler({
    router: agentRouter,
    basePath: '/agent/',
    maxBodySize: 4 * 1024 * 1024,
    createContext: ({ req }) => ({
      db,
      live,
      secret: 'a secret of this test',
      authorization: req.headers.authorization ?? null,
      now: () => new Date(),
      closing: closing.signal,
      log: (error: unknown) => void failures.push(error),
    }),
    onError: ({ error }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') failures.push(error)
    },
  })
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  const { port } = server.address() as AddressInfo
  const hostId = async () => (await db.prisma.host.findFirst({ where: { revokedAt: null } }))?.id ?? null

  return {
    url: `http://${address}:${port}/`,
    failures,
    token: async () => {
      const { token, hash } = newSecretToken('')
      await db.prisma.enrolment.create({ data: { tokenHash: hash, createdBy: 'test', expiresAt: new Date(Date.now() + 60_000) } })
      return token
    },
    hostId: () => poll('a host', hostId),
    order: async (host: string, { kind, params }: JobSpec) => {
      const by = { requestedById: 'test', requestedBy: 'Test', via: 'web' }
      const job = await db.prisma.job.create({
        data: { id: randomUUID(), kind, params, hostId: host, volumeName: params.name, ...by },
      })
      await notifyJobs(db.pool, host)
      return job.id
    },
    /** A person asks to look at one volume or container, by its row. @returns the reading's id */
    ask: async (host: string, kind: ReadingKind, subjectId: string) => {
      const question = { kind, of: { ids: [subjectId] }, by: { id: randomUUID(), name: 'Test' }, at: new Date() }
      const [asked] = await db.prisma.$transaction((tx) => askReadings(tx, question))
      if (!asked) throw new Error('nothing was asked')
      await notifyJobs(db.pool, host)
      return asked.id
    },
    answered: (id: string) =>
      poll('the reading to end', async () => {
        const reading = await db.prisma.reading.findUniqueOrThrow({ where: { id } })
        return reading.finishedAt ? reading : null
      }),
    settled: (id: string) =>
      poll('the job to settle', async () => {
        const job = await db.prisma.job.findUniqueOrThrow({ where: { id } })
        return job.finishedAt ? job : null
      }),
    async [Symbol.asyncDispose]() {
      closing.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await live.close()
    },
  }
}
