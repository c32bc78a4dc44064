import type { Ingest } from './ingest.ts'
import { userWordsSql } from './user-words.ts'

/** Moves `lastMountedAt` of present volumes forward, never back, by mount events and by what listings showed. */
export async function moveLastMounted(ingest: Ingest, newEvents: readonly string[]): Promise<void> {
  const byEvent = newEvents.length > 0 ? await moveByEvents(ingest, newEvents) : []
  const byListing = ingest.seenMounted.size > 0 ? await moveByListing(ingest) : []
  for (const { id } of [...byEvent, ...byListing]) ingest.touched.volumes.add(id)
}

type Moved = { id: string }[]

async function moveByEvents({ client }: Ingest, newEvents: readonly string[]): Promise<Moved> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE volume SET "lastMountedAt" = last.at, "lastMountedBy" = COALESCE(last.by, "lastMountedBy")
     FROM (SELECT DISTINCT ON ("volumeId") "volumeId", at, ${userWordsSql} AS by FROM volume_event
       WHERE id = ANY($1::bigint[]) AND action IN ('mounted', 'unmounted') AND "volumeId" IS NOT NULL ORDER BY "volumeId", at DESC) AS last
     WHERE volume.id = last."volumeId" AND ("lastMountedAt" IS NULL OR "lastMountedAt" < last.at) RETURNING volume.id`,
    [newEvents],
  )
  return rows
}

async function moveByListing({ client, host, seenMounted }: Ingest): Promise<Moved> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE volume SET "lastMountedAt" = seen.at, "lastMountedBy" = seen.by
     FROM json_to_recordset($2::json) AS seen(name text, at timestamptz, by text)
     WHERE "hostId" = $1 AND "removedAt" IS NULL AND volume.name = seen.name AND ("lastMountedAt" IS NULL OR "lastMountedAt" < seen.at)
     RETURNING volume.id`,
    [host.id, JSON.stringify([...seenMounted].map(([name, seen]) => ({ name, ...seen })))],
  )
  return rows
}
