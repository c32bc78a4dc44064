import type pg from 'pg'

/**
 * Does `work` while no other process that names the same lock does, or answers null at once when one is. The lock is a session's: it ends
 * with the connection, also when this process dies.
 */
export async function withAdvisoryLock<T>(
  pool: pg.Pool,
  name: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<{ answer: T } | null> {
  const client = await pool.connect()
  let isBroken = false
  // A connection cut in the middle also emits an error event, which would end the process (FA3).
  const onError = () => {
    isBroken = true
  }
  client.on('error', onError)
  try {
    const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS ours', [name])
    if (!rows[0]?.ours) return null
    try {
      return { answer: await work(client) }
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtext($1))', [name]).catch(onError)
    }
  } finally {
    client.off('error', onError)
    client.release(isBroken)
  }
}
