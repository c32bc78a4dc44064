import { storable } from '../storable.ts'
import type { Ingest } from './ingest.ts'
import { timeOf } from './ingest.ts'
import { keepBlind } from './keep-blind.ts'

export type NewEvent = { id: string; action: string; volumeName: string }

/** Adds events that are not known yet, each to the life of the volume at its time, and blind windows. Repeats change nothing. */
export async function keepEvents(ingest: Ingest): Promise<NewEvent[]> {
  const { client, host, report } = ingest
  if (report.blind.length > 0) {
    const windows = report.blind.map((window) => ({
      ...window,
      from: timeOf(ingest, window.from),
      to: timeOf(ingest, window.to),
    }))
    await keepBlind(ingest, windows)
  }
  if (report.events.length === 0) return []
  const events = storable(report.events.map((event, position) => ({ ...event, position, at: timeOf(ingest, event.at) })))
  const { rows } = await client.query<NewEvent>(
    `INSERT INTO volume_event ("hostId", "volumeId", "volumeName", key, at, action, "containerId", "containerName", image, project, destination, rw)
     SELECT $1, (SELECT v.id FROM volume AS v WHERE v."hostId" = $1 AND v.name = event.volume AND (v."removedAt" IS NULL OR v."removedAt" >= event.at)
         ORDER BY v."firstSeenAt" LIMIT 1),
       event.volume, key, at, action, "containerId", "containerName", image, project, destination, rw
     FROM json_to_recordset($2::json) AS event(volume text, key text, at timestamptz, action text, "containerId" text,
       "containerName" text, image text, project text, destination text, rw boolean, position int)
     ORDER BY position
     ON CONFLICT ("hostId", key) DO NOTHING RETURNING id, action, "volumeName"`,
    [host.id, JSON.stringify(events)],
  )
  return rows
}

/**
 * Events told before their volume was listed, or told of a name whose earlier life had not ended yet, go to the life that began. What
 * came before a removal (told, or of that earlier life) is not the new life's. `listedAt`: a removal told later may be its own.
 */
export async function adoptEvents(ingest: Ingest, lives: readonly { id: string; name: string }[]): Promise<void> {
  if (lives.length === 0) return
  const { client, host, report, receivedAt } = ingest
  const { rows } = await client.query<{ name: string }>(
    'SELECT DISTINCT "volumeName" AS name FROM volume_event WHERE "hostId" = $1 AND "volumeName" = ANY($2::text[])',
    [host.id, lives.map(({ name }) => name)],
  )
  const named = new Set(rows.map(({ name }) => name))
  const began = lives.filter(({ name }) => named.has(name))
  if (began.length === 0) return
  const listedAt = report.sections.volumes ? timeOf(ingest, report.sections.volumes.collectedAt) : receivedAt
  await client.query(
    `WITH began AS (
       SELECT v.id, v.name, GREATEST(
         (SELECT max(e.at) FROM volume_event AS e WHERE e."hostId" = $1 AND e."volumeName" = v.name AND e.action = 'removed' AND e.at < $3),
         (SELECT max(earlier."removedAt") FROM volume AS earlier WHERE earlier."hostId" = $1 AND earlier.name = v.name AND earlier.id <> v.id
            AND EXISTS (SELECT 1 FROM volume_event AS e WHERE e."volumeId" = earlier.id AND e.action = 'removed'))) AS after
       FROM volume AS v WHERE v.id = ANY($2::uuid[]))
     UPDATE volume_event AS e SET "volumeId" = began.id FROM began
     WHERE e."hostId" = $1 AND e."volumeName" = began.name AND (began.after IS NULL OR e.at > began.after)
       AND (e."volumeId" IS NULL OR began.after IS NOT NULL)`,
    [host.id, began.map(({ id }) => id), listedAt],
  )
}
