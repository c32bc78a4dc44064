import type { Database } from '../client.ts'

type Db = Pick<Database, 'pool'>
/** `lastAt`: when the last one began; null when there was none, or it did not come to a good end. */
export type Claim = { isOurs: true; lastAt: Date | null } | { isOurs: false; waitMs: number }

/**
 * Notes that a round begins now, unless it began less than `everyMs` ago. A note from the future, left by a clock that was wrong, does not
 * hold. Call it under the round's lock.
 */
export async function claimRound(
  { pool }: Db,
  { name, everyMs, now }: { name: string; everyMs: number; now: Date },
): Promise<Claim> {
  const { rows } = await pool.query<{ startedAt: Date; isWhole: boolean }>(
    'SELECT "startedAt", "finishedAt" IS NOT NULL AND error IS NULL AS "isWhole" FROM server_round WHERE name = $1',
    [name],
  )
  const [last] = rows
  const agoMs = last ? now.getTime() - last.startedAt.getTime() : everyMs
  if (agoMs >= 0 && agoMs < everyMs) return { isOurs: false, waitMs: everyMs - agoMs }
  await pool.query(
    `INSERT INTO server_round (name, "startedAt") VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET "startedAt" = EXCLUDED."startedAt", "finishedAt" = NULL, error = NULL`,
    [name, now],
  )
  return { isOurs: true, lastAt: last?.isWhole ? last.startedAt : null }
}

/** Notes how a round ended; `error` null = well. */
export async function endRound(
  { pool }: Db,
  { name, now, error }: { name: string; now: Date; error: string | null },
): Promise<void> {
  await pool.query('UPDATE server_round SET "finishedAt" = $2, error = $3 WHERE name = $1', [name, now, error])
}
