import type { HeartbeatInput } from '@stowage/domain/agent-link'
import type { Database } from '../client.ts'
import { notifyLive } from '../notify.ts'
import { inTransaction } from '../transaction.ts'
import type { AgentSession } from './find-session.ts'
import { keepPolicy } from './keep-policy.ts'

type Before = {
  name: string
  epoch: string | null
  rev: number
  policy: unknown
  engineReachable: boolean
  lastSeenAt: Date | null
}

/** A host that was silent for longer shows as unreachable: its return is news. */
const silentMs = 40_000

/** Notes that the agent lives. `resync`: it believes we hold what we do not; `known` less than ours is only an answer on its way. */
export function keepHeartbeat(
  { pool }: Pick<Database, 'pool'>,
  { hostId }: AgentSession,
  beat: HeartbeatInput,
  now: Date,
): Promise<{ resync: boolean }> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Before>(
      'SELECT name, epoch, rev, policy, "engineReachable", "lastSeenAt" FROM host WHERE id = $1 FOR NO KEY UPDATE',
      [hostId],
    )
    const [host] = rows
    if (!host) return { resync: false }
    await client.query(
      'UPDATE host SET "lastSeenAt" = GREATEST("lastSeenAt", $2), "clockOffsetMs" = $3, "engineReachable" = $4 WHERE id = $1',
      [hostId, now, beat.clockMs - now.getTime(), beat.engineReachable],
    )
    const told = beat.policy && { policy: beat.policy, policyProblem: beat.policyProblem ?? null }
    if (told) await keepPolicy(client, { ...host, id: hostId }, told, true)
    const returned = host.lastSeenAt === null || now.getTime() - host.lastSeenAt.getTime() > silentMs
    if (told || returned || host.engineReachable !== beat.engineReachable) {
      await notifyLive(client, [{ topic: 'host', ids: [hostId], hostId }])
    }
    return { resync: beat.rev > 0 && (host.epoch !== beat.epoch || beat.rev > host.rev) }
  })
}
