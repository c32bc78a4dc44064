import type { Prisma } from '@stowage/db/generated/client'
import type { ActivityRow } from '@stowage/domain/activity'
import type { Actor } from './actor.ts'

export type Entry = {
  action: string
  subjectKind: ActivityRow['subjectKind']
  subjectId: string | null
  subject: string
  host?: { id: string; name: string }
  result?: ActivityRow['result']
  /** One sentence for people. */
  text: string
  details?: Prisma.InputJsonObject
}

type Writer = Pick<Prisma.TransactionClient, 'activity'>

/** Call it in the transaction of the change itself: without its record the change does not happen (SC4). */
export async function recordActivity(tx: Writer, actor: Actor | 'server', entry: Entry): Promise<void> {
  const who =
    actor === 'server'
      ? { actorType: 'system', actorId: null, actor: 'Stowage', via: 'server' }
      : { actorType: actor.type, actorId: actor.tokenId ?? actor.userId, actor: actor.name, via: actor.via }
  await tx.activity.create({
    data: {
      ...who,
      action: entry.action,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      subject: entry.subject,
      hostId: entry.host?.id ?? null,
      host: entry.host?.name ?? null,
      result: entry.result ?? 'ok',
      attribution: actor === 'server' ? null : 'A',
      text: entry.text,
      details: entry.details ?? {},
    },
  })
}
