import type { Database } from '../client.ts'

type Db = Pick<Database, 'pool'>
export type Claim = { isOurs: true; lastAt: Date | null } | { isOurs: false; waitMs: number }

/**
 * Notes that a round begins now, unless it began less than `everyMs` ago. A note from the future, left by a clock that was wrong, does not
 * hold. Call it under the round's lock.
 */
export async function claimRound(
  { pool }: Db,
  { name, everyMs, now }: { name: string; everyMs: number; now: Date },
): Promise<Claim> {
  const { rows } = await pool.query<{ startedAt: Date }>('SELECT "startedAt" FROM server_round WHERE name = $1', [name])
  const lastAt = rows[0]?.startedAt ?? null
  const agoMs = lastAt === null ? everyMs : now.getTime() - lastAt.getTime()
  if (agoMs >= 0 && agoMs < everyMs) return { isOurs: false, waitMs: everyMs - agoMs }
  await pool.query(
    `INSERT INTO server_round (name, "startedAt") VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET "startedAt" = EXCLUDED."startedAt", "finishedAt" = NULL, error = NULL`,
    [name, now],
  )
  return { isOurs: true, lastAt }
}

/** Notes how a round ended; `error` null = well. */
export async function endRound(
  { pool }: Db,
  { name, now, error }: { name: string; now: Date; error: string | null },
): Promise<void> {
  await pool.query('UPDATE server_round SET "finishedAt" = $2, error = $3 WHERE name = $1', [name, now, error])
}
