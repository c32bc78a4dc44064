import type { Queryable } from '../activity.ts'

/**
 * Of each subject and kind the newest finished reading stays. One that failed leaves the last good one beside it: its tree is still the
 * newest there is. One whose stop has yet to reach the agent stays as well.
 */
export async function dropOlderReadings(client: Queryable, endedIds: readonly string[]): Promise<void> {
  await client.query(
    `DELETE FROM reading AS older USING reading AS ended
     WHERE ended.id = ANY($1::uuid[]) AND older."subjectId" = ended."subjectId" AND older.kind = ended.kind AND older.id <> ended.id
       AND older."streamId" IS NULL AND (older.state = 'failed' OR older.state = 'done' AND ended.state = 'done')`,
    [endedIds],
  )
}
