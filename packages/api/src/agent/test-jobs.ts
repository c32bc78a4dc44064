import type { Database } from '@stowage/db/client'
import type { JobResult } from '@stowage/domain/job'
import type { TestAgent } from './test-agent.ts'

export const created: JobResult = { outcome: 'succeeded', code: 'created', message: 'Volume "data" was made.', details: {} }

/** For tests: jobs of an agent's host, asked for by Ann. The database may be opened after this is called. */
export function testJobs(db: () => Database) {
  async function newJob({ hostId }: TestAgent, name = 'data', over: { createdAt?: Date } = {}): Promise<string> {
    const params = { name, driver: 'local', options: {}, labels: {} }
    const who = { requestedById: 'u1', requestedBy: 'Ann', via: 'web' }
    const data = { kind: 'volume.create', hostId, volumeName: name, params, ...who, ...over }
    return (await db().prisma.job.create({ data })).id
  }
  const jobOf = (id: string) => db().prisma.job.findUniqueOrThrow({ where: { id } })
  /** What the activity log says of the host's volumes, as "action result actor". */
  async function log({ hostId }: TestAgent): Promise<string[]> {
    const rows = await db().prisma.activity.findMany({
      where: { hostId, action: { startsWith: 'volume.' } },
      orderBy: { seq: 'asc' },
    })
    return rows.map(({ action, result, actor }) => `${action} ${result} ${actor}`)
  }
  return { newJob, jobOf, log }
}
