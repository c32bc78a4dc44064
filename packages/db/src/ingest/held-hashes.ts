import type { Ingest } from './ingest.ts'
import type { Held } from './section-diff.ts'

const queries = {
  containers: { key: '"containerId"', from: 'container WHERE "removedAt" IS NULL' },
  volumes: { key: 'name', from: 'volume WHERE "removedAt" IS NULL' },
  layers: { key: 'key', from: `measurement WHERE section = 'layers'` },
  sizes: { key: 'key', from: `measurement WHERE section = 'sizes'` },
} as const

export type KeyedSection = keyof typeof queries

/** Hashes of the host's present rows of a section by key, `keys` null for all of them. */
export async function heldHashes({ client, host }: Ingest, section: KeyedSection, keys: readonly string[] | null): Promise<Held> {
  const { key, from } = queries[section]
  if (keys?.length === 0) return new Map()
  const { rows } = await client.query<{ key: string; hash: string }>(
    `SELECT ${key} AS key, hash FROM ${from} AND "hostId" = $1 ${keys ? `AND ${key} = ANY($2::text[])` : ''}`,
    keys ? [host.id, keys] : [host.id],
  )
  return new Map(rows.map((row) => [row.key, row.hash]))
}
