import type { ActivityRow } from '@stowage/domain/activity'
import { storable } from './storable.ts'

/** What runs SQL: a pool, or the connection of an open transaction. */
export type Queryable = { query: (text: string, values?: unknown[]) => Promise<{ rowCount: number | null }> }

export type ActivityEntry = Omit<ActivityRow, 'seq' | 'at' | 'attribution' | 'details'> & {
  actorId?: string | null
  attribution?: ActivityRow['attribution']
  details?: Record<string, unknown>
}

const columns = `"actorType" text, "actorId" text, actor text, via text, action text, "subjectKind" text, "subjectId" text, subject text,
  "hostId" uuid, host text, result text, attribution text, text text, details jsonb`
const names = columns.replaceAll(/ (text|uuid|jsonb)(?=,|$)/g, '')

/**
 * The same for what a stranger or a broken agent could repeat without end: beyond `perHour` of one action on one subject nothing more is
 * written, for the log only grows.
 */
export async function recordSparingly(client: Queryable, entry: ActivityEntry, perHour: number): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM activity WHERE "subjectId" = $1 AND action = $2 AND result = $3 AND at > now() - interval '1 hour' LIMIT $4`,
    [entry.subjectId, entry.action, entry.result, perHour],
  )
  if ((rowCount ?? 0) < perHour) await recordActivity(client, [entry])
}

/** Appends to the activity log, in the transaction of the change that the entries tell of. */
export async function recordActivity(client: Queryable, entries: readonly ActivityEntry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({ ...entry, details: entry.details ?? {} }))
  await client.query(`INSERT INTO activity (${names}) SELECT ${names} FROM json_to_recordset($1::json) AS entry(${columns})`, [
    JSON.stringify(storable(rows)),
  ])
}
