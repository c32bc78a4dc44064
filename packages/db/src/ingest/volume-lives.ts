import type { Ingest } from './ingest.ts'

/** `toldAt`: when the engine's event says it went; null when its absence was only noticed. */
export type ClosedLife = { id: string; name: string; firstSeenAt: Date; removedAt: Date; toldAt: Date | null }

/** Ends lives at the time that the engine's last destroy event told, else now. What was measured on them counts no more. */
export async function closeLives({ client, host, receivedAt, touched }: Ingest, ids: readonly string[]): Promise<ClosedLife[]> {
  if (ids.length === 0) return []
  const { rows } = await client.query<ClosedLife>(
    `UPDATE volume SET "removedAt" = GREATEST(volume."firstSeenAt", COALESCE(told.at, $2))
     FROM (SELECT v.id, max(e.at) AS at FROM volume AS v
       LEFT JOIN volume_event AS e ON e."volumeId" = v.id AND e.action = 'removed' WHERE v.id = ANY($1::uuid[]) GROUP BY v.id) AS told
     WHERE volume.id = told.id RETURNING volume.id, volume.name, volume."firstSeenAt", volume."removedAt", told.at AS "toldAt"`,
    [ids, receivedAt],
  )
  await client.query(
    `UPDATE measurement SET outdated = true WHERE "hostId" = $1 AND section = 'sizes' AND key = ANY($2::text[])`,
    [host.id, rows.map(({ name }) => name)],
  )
  for (const { id } of rows) touched.volumes.add(id)
  if (rows.length > 0) touched.host = true
  return rows
}

/**
 * A destroy event with a later create event proves a new volume under the name even when no list ever missed it. A create event alone
 * proves nothing: engine 20.10 sends one for a name that exists.
 */
export async function splitLives(
  ingest: Ingest,
  createdNames: readonly string[],
): Promise<{ began: { id: string; name: string }[]; ended: ClosedLife[] }> {
  const { client, host, touched } = ingest
  if (createdNames.length === 0) return { began: [], ended: [] }
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT v.id FROM volume AS v
     JOIN volume_event AS gone ON gone."volumeId" = v.id AND gone.action = 'removed'
     JOIN volume_event AS made ON made."volumeId" = v.id AND made.action = 'created' AND (made.at, made.id) > (gone.at, gone.id)
     WHERE v."hostId" = $1 AND v."removedAt" IS NULL AND v.name = ANY($2::text[])`,
    [host.id, createdNames],
  )
  const ended = await closeLives(
    ingest,
    rows.map(({ id }) => id),
  )
  const { rows: began } = await client.query<{ id: string; name: string }>(
    `INSERT INTO volume (id, "hostId", name, driver, scope, kind, anonymous, mountpoint, options, labels, project, "createdAt", problem, "realDevice",
       fact, hash, "factAt", "firstSeenAt")
     SELECT gen_random_uuid(), "hostId", name, driver, scope, kind, anonymous, mountpoint, options, labels, project, "createdAt", problem, "realDevice",
       fact, hash, "factAt", "removedAt" FROM volume WHERE id = ANY($1::uuid[]) RETURNING id, name`,
    [ended.map(({ id }) => id)],
  )
  for (const { id } of began) touched.volumes.add(id)
  return { began, ended }
}
