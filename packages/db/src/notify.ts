import type { LiveChange } from '@stowage/domain/list'
import type { Queryable } from './activity.ts'

export const liveChannel = 'stowage_live'
export const jobsChannel = 'stowage_jobs'

/** Postgres refuses payloads of 8,000 bytes and more. */
const payloadBytesMax = 7000

const payload = (change: LiveChange): string => {
  const text = JSON.stringify(change)
  return Buffer.byteLength(text) <= payloadBytesMax ? text : JSON.stringify({ topic: 'all', ids: [], hostId: change.hostId })
}

/** Tells every replica's browsers what to read again; sent when the transaction commits, and never when it does not. */
export async function notifyLive(client: Queryable, changes: readonly LiveChange[]): Promise<void> {
  const payloads = [...new Set(changes.map(payload))]
  if (payloads.length > 0) await client.query('SELECT pg_notify($1, one) FROM unnest($2::text[]) AS one', [liveChannel, payloads])
}

/** Wakes the replica that holds this host's job stream: new work, a cancel, a newer session or a revocation. */
export async function notifyJobs(client: Queryable, hostId: string): Promise<void> {
  await client.query('SELECT pg_notify($1, $2)', [jobsChannel, hostId])
}
