import type { VolumeFact } from '@stowage/domain/facts'
import { itemKey, type Sections } from '@stowage/domain/report'
import { goneBy, goneCondition } from './gone.ts'
import { type Ingest, type Item, keptItems } from './ingest.ts'
import { engineTime } from './server-time.ts'
import type { ClosedLife } from './volume-lives.ts'
import { closeLives } from './volume-lives.ts'
import { trustsCreatedAt } from './volume-times.ts'

const columns = `name text, driver text, scope text, kind text, anonymous text, mountpoint text, options jsonb, labels jsonb, project text,
  "createdAt" timestamptz, problem text, hash text, fact jsonb`
const names = [...columns.matchAll(/(\S+) (?:text|timestamptz|jsonb)/g)].map(([, name]) => name)
const incoming = `json_to_recordset($2::json) AS incoming(${columns})`

/** Other driver, options or trusted creation time: not the volume that was there (audit.md 1.5). `x` and `x:latest` are one driver (C19). */
const differs = `
  volume.hash <> incoming.hash AND (
    regexp_replace(volume.driver, ':latest$', '') <> regexp_replace(incoming.driver, ':latest$', '')
    OR (volume.problem IS NULL AND incoming.problem IS NULL
      AND (volume.options <> incoming.options OR volume."createdAt" <> incoming."createdAt")))`

const insert = `
  INSERT INTO volume (id, "hostId", "firstSeenAt", "factAt", ${names})
  SELECT gen_random_uuid(), $1, $3, $3, ${names} FROM ${incoming}
  ON CONFLICT ("hostId", name) WHERE "removedAt" IS NULL DO UPDATE SET "factAt" = EXCLUDED."factAt", ${names.map((name) => `${name} = EXCLUDED.${name}`)}
  WHERE volume.hash <> EXCLUDED.hash
  RETURNING id, name, (xmax = 0) AS inserted`

const rowOf =
  (trusted: boolean) =>
  ({ item, hash }: Item<VolumeFact>) => ({ ...item, createdAt: trusted ? engineTime(item.createdAt) : null, hash, fact: item })

export type VolumeChanges = { began: { id: string; name: string }[]; ended: ClosedLife[] }

/** Brings the host's volumes to what the section says: rows of vanished and replaced volumes stay, with `removedAt`. */
export async function keepVolumes(ingest: Ingest, part: NonNullable<Sections['volumes']>): Promise<VolumeChanges> {
  const { client, host, receivedAt, touched } = ingest
  if (part.status === 'error' || part.status === 'skipped') return { began: [], ended: [] }
  const items = keptItems(part.upsert, itemKey.volumes)
  const rows = JSON.stringify(items.map(rowOf(trustsCreatedAt(host.engineVersion))))

  const closing: string[] = []
  const gone = goneBy(
    part,
    items.map(({ key }) => key),
  )
  if (gone) {
    const { rows: absent } = await client.query<{ id: string }>(
      `SELECT id FROM volume WHERE "hostId" = $1 AND "removedAt" IS NULL AND ${goneCondition('name', 2)}`,
      [host.id, gone.remove, gone.except],
    )
    closing.push(...absent.map(({ id }) => id))
  }
  if (items.length > 0) {
    const { rows: replaced } = await client.query<{ id: string }>(
      `SELECT volume.id FROM volume JOIN ${incoming} ON volume.name = incoming.name
       WHERE "hostId" = $1 AND "removedAt" IS NULL AND ${differs}`,
      [host.id, rows],
    )
    closing.push(...replaced.map(({ id }) => id))
  }
  const ended = await closeLives(ingest, closing)
  if (items.length === 0) return { began: [], ended }

  const { rows: written } = await client.query<{ id: string; name: string; inserted: boolean }>(insert, [
    host.id,
    rows,
    receivedAt,
  ])
  for (const { id } of written) touched.volumes.add(id)
  return { began: written.filter(({ inserted }) => inserted), ended }
}
