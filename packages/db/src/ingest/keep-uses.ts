import type { Ingest } from './ingest.ts'

/** Brings what volume rows know of their uses up to date, once everything else of the report is written. */
export async function keepUses({ client, host, touched }: Ingest): Promise<void> {
  const { rows } = await client.query<{ id: string }>('SELECT keep_volume_uses(ARRAY[$1]::uuid[]) AS id', [host.id])
  for (const { id } of rows) touched.volumes.add(id)
}
