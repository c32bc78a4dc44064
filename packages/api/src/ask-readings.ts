import { notifyJobs, notifyLive } from '@stowage/db/notify'
import { askReadings, type ReadingQuestion } from '@stowage/db/readings/ask-readings'
import { readingChanges } from '@stowage/db/readings/reading-changes'
import { readingRows } from '@stowage/db/readings/reading-rows'
import type { ReadingRow } from '@stowage/domain/reading'
import type { UserContext } from './context.ts'
import { queryable } from './queryable.ts'
import { type Entry, recordActivity } from './record-activity.ts'
import { viewerOf } from './visible-hosts.ts'

const rowsMax = 200

/**
 * Asks the hosts to look now. The caller has made sure that the subjects are the caller's to see. `asked` counts the readings that are open for it
 * from here on, those that somebody else had asked for before too; `readings` holds the first 200 of them.
 */
export async function askFor(
  ctx: UserContext,
  { kind, of }: Pick<ReadingQuestion, 'kind' | 'of'>,
  entry: ((asked: number) => Entry) | null,
): Promise<{ asked: number; readings: ReadingRow[] }> {
  const { db, actor } = ctx
  const asked = await db.prisma.$transaction(async (tx) => {
    const open = await askReadings(tx, { kind, of, by: { id: actor.userId, name: actor.name }, at: ctx.now() })
    const connection = queryable(tx)
    for (const hostId of new Set(open.map((reading) => reading.hostId))) await notifyJobs(connection, hostId)
    await notifyLive(connection, readingChanges(open.map((reading) => ({ ...reading, kind }))))
    if (entry) await recordActivity(tx, actor, entry(open.length))
    return open
  })
  const ids = asked.slice(0, rowsMax).map(({ id }) => id)
  return { asked: asked.length, readings: ids.length === 0 ? [] : await readingRows(db, await viewerOf(ctx), { ids }) }
}
