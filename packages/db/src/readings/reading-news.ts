import type { ReadingNews } from '@stowage/domain/reading'
import type pg from 'pg'
import type { AgentSession } from '../agents/find-session.ts'
import { recordMismatch } from '../agents/identity-mismatch.ts'
import type { Database } from '../client.ts'
import { notifyJobs, notifyLive } from '../notify.ts'
import { storable } from '../storable.ts'
import { inTransaction } from '../transaction.ts'
import { dropOlderReadings } from './drop-older-readings.ts'
import { readingChanges } from './reading-changes.ts'

type Known = { id: string; hostId: string; subjectId: string; kind: string; state: string }

/** Keeps how far a reading is or how it ended. News of one that has ended, or of another host's, change nothing (AP4). */
export function keepReadingNews(
  { pool }: Pick<Database, 'pool'>,
  session: AgentSession,
  sent: ReadingNews,
  now: Date,
): Promise<void> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Known>(
      'SELECT id, "hostId", "subjectId", kind, state FROM reading WHERE id = $1 FOR UPDATE',
      [sent.id],
    )
    const [reading] = rows
    if (!reading) return
    if (reading.hostId !== session.hostId) {
      const text = `The agent of "${session.hostName}" answered a reading of another host. It was ignored.`
      await recordMismatch(client, session, text, { readingId: sent.id })
      return
    }
    if (reading.state === 'done' || reading.state === 'failed') return
    if (sent.state === 'reading') await keepProgress(client, reading, sent, now)
    else await end(client, reading, ending(reading, storable(sent)), now)
  })
}

async function keepProgress(client: pg.PoolClient, reading: Known, { bytes, files }: ReadingNews, now: Date): Promise<void> {
  await client.query(`UPDATE reading SET state = 'reading', bytes = $2, files = $3, "lastNewsAt" = $4 WHERE id = $1`, [
    reading.id,
    bytes,
    files,
    now,
  ])
  await notifyLive(client, [{ topic: 'reading', ids: [reading.id], hostId: reading.hostId }])
}

/** An answer without what was asked for is none. */
function ending({ kind }: Known, sent: ReadingNews): ReadingNews {
  const asksTree = kind === 'volume.contents' || kind === 'layer.changes'
  if (sent.state === 'done' && asksTree && sent.tree === null)
    return { ...sent, state: 'failed', reason: 'The agent answered without a list of what it found.' }
  return { ...sent, tree: sent.state === 'done' && asksTree ? sent.tree : null }
}

async function end(client: pg.PoolClient, reading: Known, news: ReadingNews, now: Date): Promise<void> {
  const { state, bytes, files, reason, tree } = news
  await client.query(
    `UPDATE reading SET state = $2, bytes = $3, files = $4, reason = $5, tree = $6, "streamId" = NULL, "finishedAt" = $7, "lastNewsAt" = $7
     WHERE id = $1`,
    [
      reading.id,
      state,
      bytes,
      files,
      state === 'failed' ? (reason ?? 'The agent gave no reason.') : reason,
      tree && JSON.stringify(tree),
      now,
    ],
  )
  await dropOlderReadings(client, [reading.id])
  await notifyLive(client, readingChanges([reading]))
  // Makes room for one that waits.
  await notifyJobs(client, reading.hostId)
}
