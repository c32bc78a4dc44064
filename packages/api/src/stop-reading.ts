import { notifyJobs, notifyLive } from '@stowage/db/notify'
import { dropOlderReadings } from '@stowage/db/readings/drop-older-readings'
import { readingChanges } from '@stowage/db/readings/reading-changes'
import type { ReadingRow } from '@stowage/domain/reading'
import type { UserContext } from './context.ts'
import { queryable } from './queryable.ts'

/** Ends a reading. The stream that carries it keeps its mark until the agent was told to stop. */
export async function stopReading({ db, actor, now }: UserContext, reading: ReadingRow): Promise<void> {
  const at = now()
  await db.prisma.$transaction(async (tx) => {
    const { count } = await tx.reading.updateMany({
      where: { id: reading.id, state: { in: ['asked', 'reading'] } },
      data: { state: 'failed', reason: `Stopped by ${actor.name}.`, finishedAt: at, lastNewsAt: at },
    })
    if (count === 0) return
    const connection = queryable(tx)
    await dropOlderReadings(connection, [reading.id])
    await notifyLive(connection, readingChanges([reading]))
    await notifyJobs(connection, reading.hostId)
  })
}
