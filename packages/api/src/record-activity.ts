import { type ActivityEntry, recordActivity as append } from '@stowage/db/activity'
import type { Prisma } from '@stowage/db/generated/client'
import { notifyLive } from '@stowage/db/notify'
import type { Actor } from './actor.ts'
import { queryable } from './queryable.ts'

export type Entry = Pick<ActivityEntry, 'action' | 'subjectKind' | 'subjectId' | 'subject' | 'text' | 'details'> & {
  host?: { id: string; name: string }
  /** Default: ok. */
  result?: ActivityEntry['result']
}

type Who = Pick<ActivityEntry, 'actorType' | 'actorId' | 'actor' | 'via' | 'attribution'>

export type Person = Pick<Actor, 'type' | 'userId' | 'name' | 'via'>

const whoIs = (actor: Person): Who => ({
  actorType: actor.type,
  actorId: actor.userId,
  actor: actor.name,
  via: actor.via,
  attribution: 'A',
})
/** Nobody is signed in: the server itself, or someone at its door. */
const nobody = {
  server: { actorType: 'system', actor: 'Stowage', via: 'server', attribution: null },
  outside: { actorType: 'outside', actor: 'unknown', via: 'outside', attribution: null },
} as const satisfies Record<string, Who>

/** Call it in the transaction of the change itself: without its record the change does not happen (SC4). */
export async function recordActivity(
  tx: Pick<Prisma.TransactionClient, '$executeRawUnsafe'>,
  actor: Person | keyof typeof nobody,
  { host, result = 'ok', ...entry }: Entry,
): Promise<void> {
  const who = typeof actor === 'string' ? nobody[actor] : whoIs(actor)
  const connection = queryable(tx)
  await append(connection, [{ ...entry, ...who, result, hostId: host?.id ?? null, host: host?.name ?? null }])
  await notifyLive(connection, [{ topic: 'activity', ids: [], hostId: host?.id ?? null }])
}
