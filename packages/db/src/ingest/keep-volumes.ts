import type { VolumeFact } from '@stowage/domain/facts'
import { itemKey, type Sections } from '@stowage/domain/report'
import { heldHashes } from './held-hashes.ts'
import { type Ingest, type Item, keptItems } from './ingest.ts'
import { sizeColumns } from './measured-columns.ts'
import { sectionDiff, touchedKeys } from './section-diff.ts'
import { engineTime } from './server-time.ts'
import type { ClosedLife } from './volume-lives.ts'
import { closeLives } from './volume-lives.ts'
import { trustsCreatedAt } from './volume-times.ts'

const columns = `name text, driver text, scope text, kind text, anonymous text, mountpoint text, options jsonb, labels jsonb, project text,
  "createdAt" timestamptz, problem text, "realDevice" text, hash text, fact jsonb`
const names = [...columns.matchAll(/(\S+) (?:text|timestamptz|jsonb)/g)].map(([, name]) => name)
const incoming = `json_to_recordset($2::json) AS incoming(${columns})`

/** Other driver, options or trusted creation time: not the volume that was there (audit.md 1.5). `x` and `x:latest` are one driver (C19). */
const differs = `
  volume.hash <> incoming.hash AND (
    regexp_replace(volume.driver, ':latest$', '') <> regexp_replace(incoming.driver, ':latest$', '')
    OR (volume.problem IS NULL AND incoming.problem IS NULL
      AND (volume.options <> incoming.options OR volume."createdAt" <> incoming."createdAt")))`

const insert = `
  INSERT INTO volume (id, "hostId", "firstSeenAt", "factAt", "lastMountedAt", "lastMountedBy",
    ${sizeColumns.names}, ${names})
  SELECT gen_random_uuid(), $1, $3, $3, "lastMountedAt", "lastMountedBy",
    ${sizeColumns.values}, ${names.map((name) => `incoming.${name}`)}
  FROM json_to_recordset($2::json) AS incoming(${columns}, "lastMountedAt" timestamptz, "lastMountedBy" text)
  LEFT JOIN measurement AS m ON m."hostId" = $1 AND m.section = 'sizes' AND m.key = incoming.name AND NOT m.outdated
  ON CONFLICT ("hostId", name) WHERE "removedAt" IS NULL DO UPDATE SET "factAt" = EXCLUDED."factAt", ${names.map((name) => `${name} = EXCLUDED.${name}`)}
  WHERE volume.hash <> EXCLUDED.hash
  RETURNING id, name, "sizeMeasuredAt" IS NOT NULL AS measured, (xmax = 0) AS inserted`

const rowOf =
  (trusted: boolean) =>
  ({ item, hash }: Item<VolumeFact>) => ({ ...item, createdAt: trusted ? engineTime(item.createdAt) : null, hash, fact: item })

/** `measured`: its size was known before it was listed. */
export type Began = { id: string; name: string; measured: boolean }
export type VolumeChanges = { began: Pick<Began, 'id' | 'name'>[]; ended: ClosedLife[] }
export type ListedVolumes = { changed: Item<VolumeFact>[]; ended: ClosedLife[] }

/** Ends the lives that a section of the report disproves and says what is new or other in it, for `writeVolumes`. */
export async function endVolumes(ingest: Ingest, part: NonNullable<Sections['volumes']>): Promise<ListedVolumes> {
  const items = keptItems(part.upsert, itemKey.volumes)
  const held = await heldHashes(ingest, 'volumes', touchedKeys(part, items))
  const { changed, gone } = sectionDiff(part, items, held)
  const other = changed.filter(({ key }) => held.has(key)).map(rowOf(trustsCreatedAt(ingest.host.engineVersion)))
  return { changed, ended: await closeLives(ingest, await closing(ingest, gone, JSON.stringify(other))) }
}

/** Writes new and changed volumes, new ones with the size and the last mount that are known of their name. */
export async function writeVolumes(ingest: Ingest, changed: readonly Item<VolumeFact>[]): Promise<Began[]> {
  if (changed.length === 0) return []
  const { client, host, receivedAt, seenMounted, touched } = ingest
  const rows = changed.map(rowOf(trustsCreatedAt(host.engineVersion))).map((row) => {
    const seen = seenMounted.get(row.name)
    return { ...row, lastMountedAt: seen?.at ?? null, lastMountedBy: seen?.by ?? null }
  })
  const { rows: written } = await client.query<Began & { inserted: boolean }>(insert, [host.id, JSON.stringify(rows), receivedAt])
  for (const { id, inserted } of written) {
    touched.volumes.add(id)
    if (inserted) touched.host = true
  }
  return written.filter(({ inserted }) => inserted)
}

/** Rows of names that are gone and of names that are another volume now. */
async function closing({ client, host }: Ingest, gone: readonly string[], other: string): Promise<string[]> {
  if (gone.length === 0 && other === '[]') return []
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM volume WHERE "hostId" = $1 AND "removedAt" IS NULL AND name = ANY($3::text[])
     UNION SELECT volume.id FROM ${incoming} JOIN volume ON volume.name = incoming.name
     WHERE "hostId" = $1 AND "removedAt" IS NULL AND ${differs}`,
    [host.id, other, gone],
  )
  return rows.map(({ id }) => id)
}
