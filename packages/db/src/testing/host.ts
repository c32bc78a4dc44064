import { randomBytes, randomUUID } from 'node:crypto'
import { defaultHostPolicy } from '@stowage/domain/host-policy'
import type { Report, ReportReply } from '@stowage/domain/report'
import type { Database } from '../client.ts'
import { applyReport } from '../ingest/apply-report.ts'
import { reportOf } from './facts.ts'

export type TestHost = {
  id: string
  name: string
  epoch: string
  sessionId: string
  /** Sends a report; by default the next rev, built on the last one that was sent. */
  report: (over?: Partial<Report>, receivedAt?: Date) => Promise<ReportReply>
}

/** An enrolled host with a live session, as if its agent had said hello. */
export async function testHost(db: Database, name = `host-${randomBytes(3).toString('hex')}`): Promise<TestHost> {
  const [id, sessionId, epoch] = [randomUUID(), randomUUID(), randomUUID()]
  await db.prisma.host.create({
    data: {
      id,
      name,
      hostname: name,
      publicKey: randomBytes(32).toString('base64url'),
      agentVersion: '0.1.0',
      policy: defaultHostPolicy,
      sessionId,
      lastSeenAt: new Date(),
      sessions: {
        create: {
          id: sessionId,
          tokenHash: randomUUID(),
          nonce: randomUUID(),
          epoch,
          expiresAt: new Date(Date.now() + 86_400_000),
        },
      },
    },
  })
  let last = 0
  const report: TestHost['report'] = (over = {}, receivedAt = new Date()) => {
    const next = reportOf({ epoch, rev: last + 1, baseRev: last === 0 ? null : last, ...over })
    last = Math.max(last, next.rev)
    return applyReport(db, { hostId: id, sessionId, receivedAt }, next)
  }
  return { id, name, epoch, sessionId, report }
}
