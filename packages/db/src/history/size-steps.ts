import type { Database } from '../client.ts'

/** Changes of less than this, or of less than a tenth, are no event. */
const [bytesMin, shareMin] = [64 * 1024 * 1024, 0.1]

/** A day on which a volume grew or shrank a lot: its last size, and that of the last day before with a known one. */
export type SizeStep = { day: Date; bytes: number; earlierDay: Date; earlierBytes: number }

/** Days whose size changed by more than 10 % and more than 64 MiB, newest first; the history outlives the volume. */
export async function sizeSteps(db: Pick<Database, 'pool'>, volumeId: string, limit: number): Promise<SizeStep[]> {
  const { rows } = await db.pool.query<SizeStep>(
    `SELECT * FROM (
       SELECT at AS day, "lastBytes"::float8 AS bytes, lag(at) OVER before AS "earlierDay", lag("lastBytes"::float8) OVER before AS "earlierBytes"
       FROM size_day WHERE kind = 'volume' AND "subjectId" = $1 AND "lastBytes" IS NOT NULL WINDOW before AS (ORDER BY at)
     ) AS step WHERE abs(bytes - "earlierBytes") > greatest($2, $3 * "earlierBytes") ORDER BY day DESC LIMIT $4`,
    [volumeId, bytesMin, shareMin, limit],
  )
  return rows
}
