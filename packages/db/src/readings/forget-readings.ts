import type { Database } from '../client.ts'
import { inTransaction } from '../transaction.ts'
import { endReadings } from './end-readings.ts'

const daysMax = 30

/** Ends readings that nobody answers any more, and deletes finished ones of what has been gone for 30 days: a tree can take megabytes. */
export async function forgetReadings({ pool }: Pick<Database, 'pool'>, now: Date): Promise<void> {
  await inTransaction(pool, (client) => endReadings(client, now))
  await pool.query(
    `DELETE FROM reading AS r WHERE r.state IN ('done', 'failed') AND r."finishedAt" < $1::timestamptz - ${daysMax} * interval '1 day'
       AND NOT EXISTS (SELECT 1 FROM volume AS v WHERE v.id = r."subjectId" AND v."removedAt" IS NULL)
       AND NOT EXISTS (SELECT 1 FROM container AS c WHERE c.id = r."subjectId" AND c."removedAt" IS NULL)`,
    [now],
  )
}
