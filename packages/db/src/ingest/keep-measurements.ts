import type { LayerFact, SizeFact } from '@stowage/domain/facts'
import { itemKey, type Sections } from '@stowage/domain/report'
import { goneBy, goneCondition } from './gone.ts'
import { type Ingest, keptItems, timeOf } from './ingest.ts'

type Part = { status: 'ok' | 'partial' | 'error' | 'skipped'; remove: readonly string[]; only: readonly string[] | null }
type Row = { key: string; bytes: number | null; reason: string | null; basis: string; measuredAt: Date; hash: string }

export async function keepLayers(ingest: Ingest, part: NonNullable<Sections['layers']>): Promise<void> {
  const items = keptItems<LayerFact>(part.upsert, itemKey.layers)
  const rows = items.map(({ key, item, hash }) => ({
    ...item,
    key,
    hash,
    basis: item.measure,
    measuredAt: timeOf(ingest, item.measuredAt),
  }))
  await keep(ingest, 'layers', part, rows)
}

export async function keepSizes(ingest: Ingest, part: NonNullable<Sections['sizes']>): Promise<void> {
  const items = keptItems<SizeFact>(part.upsert, itemKey.sizes)
  const rows = items.map(({ key, item, hash }) => ({ ...item, key, hash, measuredAt: timeOf(ingest, item.measuredAt) }))
  await keep(ingest, 'sizes', part, rows)
}

async function keep({ client, host }: Ingest, section: 'layers' | 'sizes', part: Part, rows: readonly Row[]): Promise<void> {
  if (part.status === 'error' || part.status === 'skipped') return
  const gone = goneBy(
    part,
    rows.map(({ key }) => key),
  )
  if (gone) {
    await client.query(`DELETE FROM measurement WHERE "hostId" = $1 AND section = $2 AND ${goneCondition('key', 3)}`, [
      host.id,
      section,
      gone.remove,
      gone.except,
    ])
  }
  if (rows.length === 0) return
  await client.query(
    `INSERT INTO measurement ("hostId", section, key, bytes, reason, basis, "measuredAt", hash)
     SELECT $1, $2, key, bytes, reason, basis, "measuredAt", hash FROM json_to_recordset($3::json)
       AS incoming(key text, bytes bigint, reason text, basis text, "measuredAt" timestamptz, hash text)
     ON CONFLICT ("hostId", section, key) DO UPDATE SET bytes = EXCLUDED.bytes, reason = EXCLUDED.reason, basis = EXCLUDED.basis,
       "measuredAt" = EXCLUDED."measuredAt", hash = EXCLUDED.hash, outdated = false
     WHERE measurement.hash <> EXCLUDED.hash`,
    [host.id, section, JSON.stringify(rows)],
  )
}

const merges = {
  containers: {
    section: 'layers',
    key: '"containerId"',
    hash: '"layerHash"',
    columns: {
      '"layerBytes"': 'bytes',
      '"layerReason"': 'reason',
      '"layerMeasure"': 'basis',
      '"layerMeasuredAt"': '"measuredAt"',
      '"layerHash"': 'hash',
    },
  },
  volumes: {
    section: 'sizes',
    key: 'name',
    hash: '"sizeHash"',
    columns: {
      '"sizeBytes"': 'bytes',
      '"sizeReason"': 'reason',
      '"sizeBasis"': 'basis',
      '"sizeMeasuredAt"': '"measuredAt"',
      '"sizeHash"': 'hash',
    },
  },
} as const

/** Brings the sizes on present rows to the measurements of the host, whichever of the two came first. */
export async function mergeMeasurements({ client, host, touched }: Ingest, kind: 'containers' | 'volumes'): Promise<void> {
  const { section, key, hash, columns } = merges[kind]
  const table = kind === 'volumes' ? 'volume' : 'container'
  const set = Object.entries(columns).map(([column, from]) => `${column} = found.${from}`)
  const { rows } = await client.query<{ id: string }>(
    `UPDATE ${table} SET ${set}
     FROM (SELECT present.id AS row, m.* FROM ${table} AS present
       LEFT JOIN measurement AS m ON m."hostId" = $1 AND m.section = $2 AND m.key = present.${key} AND NOT m.outdated
       WHERE present."hostId" = $1 AND present."removedAt" IS NULL AND present.${hash} IS DISTINCT FROM m.hash) AS found
     WHERE ${table}.id = found.row RETURNING ${table}.id`,
    [host.id, section],
  )
  for (const { id } of rows) touched[kind].add(id)
}
