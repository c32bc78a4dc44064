import { type Queryable, recordSparingly } from '../activity.ts'
import type { AgentSession } from './find-session.ts'

const mismatchesAnHour = 60

/** Logs that the agent of a host spoke for another one: what it sent counts for its own host or not at all (AP4). */
export function recordMismatch(
  client: Queryable,
  { hostId, hostName }: Pick<AgentSession, 'hostId' | 'hostName'>,
  text: string,
  details: Record<string, unknown>,
): Promise<void> {
  return recordSparingly(
    client,
    {
      actorType: 'agent',
      actor: hostName,
      via: 'agent',
      action: 'agent.identity_mismatch',
      subjectKind: 'host',
      subjectId: hostId,
      subject: hostName,
      hostId,
      host: hostName,
      result: 'denied',
      text,
      details,
    },
    mismatchesAnHour,
  )
}
