import type { LayerFact, SizeFact } from '@stowage/domain/facts'
import { itemKey, type Sections } from '@stowage/domain/report'
import { heldHashes } from './held-hashes.ts'
import { type Ingest, type Item, keptItems, timeOf } from './ingest.ts'
import { layerColumns, sizeColumns } from './measured-columns.ts'
import { sectionDiff, touchedKeys } from './section-diff.ts'
import { engineTime } from './server-time.ts'

type Row = {
  key: string
  fact: unknown
  bytes: number | null
  reason: string | null
  basis: string
  measuredAt: Date
  hash: string
}

/** Keeps the layer sizes of a section and returns the keys that changed. */
export function keepLayers(ingest: Ingest, part: NonNullable<Sections['layers']>): Promise<string[]> {
  const items = keptItems(part.upsert, itemKey.layers)
  return keep(ingest, 'layers', part, items, (item: LayerFact) => ({ ...item, basis: item.measure }))
}

/** Keeps the volume sizes of a section and returns the keys that changed. */
export function keepSizes(ingest: Ingest, part: NonNullable<Sections['sizes']>): Promise<string[]> {
  const items = keptItems(part.upsert, itemKey.sizes)
  return keep(ingest, 'sizes', part, items, (item: SizeFact) => item)
}

/** A file may carry any time; one that Postgres cannot keep is none. */
const kept = (fact: object) =>
  'newestWriteAt' in fact && typeof fact.newestWriteAt === 'string'
    ? { ...fact, newestWriteAt: engineTime(fact.newestWriteAt) }
    : fact

async function keep<T extends { measuredAt: string }>(
  ingest: Ingest,
  section: 'layers' | 'sizes',
  part: NonNullable<Sections['layers'] | Sections['sizes']>,
  items: Item<T>[],
  columns: (item: T) => Pick<Row, 'bytes' | 'reason' | 'basis'>,
): Promise<string[]> {
  const { client, host } = ingest
  const { changed, gone } = sectionDiff(part, items, await heldHashes(ingest, section, touchedKeys(part, items)))
  if (gone.length > 0)
    await client.query('DELETE FROM measurement WHERE "hostId" = $1 AND section = $2 AND key = ANY($3::text[])', [
      host.id,
      section,
      gone,
    ])
  if (changed.length === 0) return gone
  const rows: Row[] = changed.map(({ key, item, hash }) => ({
    ...columns(item),
    key,
    hash,
    fact: kept(item),
    measuredAt: timeOf(ingest, item.measuredAt),
  }))
  await client.query(
    `INSERT INTO measurement ("hostId", section, key, bytes, reason, basis, "measuredAt", hash, fact)
     SELECT $1, $2, key, bytes, reason, basis, "measuredAt", hash, fact FROM json_to_recordset($3::json)
       AS incoming(key text, bytes bigint, reason text, basis text, "measuredAt" timestamptz, hash text, fact jsonb)
     ON CONFLICT ("hostId", section, key) DO UPDATE SET bytes = EXCLUDED.bytes, reason = EXCLUDED.reason, basis = EXCLUDED.basis,
       "measuredAt" = EXCLUDED."measuredAt", hash = EXCLUDED.hash, fact = EXCLUDED.fact, outdated = false`,
    [host.id, section, JSON.stringify(rows)],
  )
  return [...gone, ...changed.map(({ key }) => key)]
}

const merges = {
  containers: { table: 'container', section: 'layers', key: '"containerId"', hash: '"layerHash"', columns: layerColumns },
  volumes: { table: 'volume', section: 'sizes', key: 'name', hash: '"sizeHash"', columns: sizeColumns },
} as const

/**
 * Brings the sizes on the present rows of these keys to the measurements of the host, whichever of the two came first. Returns the ids of
 * rows that changed.
 */
export async function mergeMeasurements(
  { client, host, touched }: Ingest,
  kind: 'containers' | 'volumes',
  keys: readonly string[],
): Promise<string[]> {
  if (keys.length === 0) return []
  const { table, section, key, hash, columns } = merges[kind]
  const { rows } = await client.query<{ id: string }>(
    `UPDATE ${table} SET ${columns.set} FROM unnest($3::text[]) AS named(key)
     LEFT JOIN measurement AS m ON m."hostId" = $1 AND m.section = $2 AND m.key = named.key AND NOT m.outdated
     WHERE ${table}."hostId" = $1 AND ${table}."removedAt" IS NULL AND ${table}.${key} = named.key AND ${table}.${hash} IS DISTINCT FROM m.hash
     RETURNING ${table}.id`,
    [host.id, section, [...new Set(keys)]],
  )
  for (const { id } of rows) touched[kind].add(id)
  return rows.map(({ id }) => id)
}
