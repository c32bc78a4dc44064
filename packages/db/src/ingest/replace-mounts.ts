import type { Ingest } from './ingest.ts'
import { timeOf } from './ingest.ts'
import type { ChangedContainer } from './keep-containers.ts'

/** A bind into the directory of a local volume reaches its data: it carries the volume's name (A5: a bind of a parent does not). */
export const nameBinds = `
  UPDATE container_mount SET name = split_part(substr(source, length($2::text) + 10), '/', 1)
  WHERE "hostId" = $1 AND type = 'bind' AND starts_with(source, $2::text || '/volumes/') AND length(source) > length($2::text) + 9`

/** Writes the mounts of changed containers anew, drops those of removed ones, and marks the volumes at either end. */
export async function replaceMounts(
  ingest: Ingest,
  changed: readonly ChangedContainer[],
  removed: readonly string[],
): Promise<void> {
  const { client, host, touched } = ingest
  const ids = [...removed, ...changed.map(({ row }) => row)]
  if (ids.length === 0) return
  const { rows: before } = await client.query<{ name: string | null }>(
    'DELETE FROM container_mount WHERE "containerRow" = ANY($1::uuid[]) RETURNING name',
    [ids],
  )
  const mounts = changed.flatMap(({ row, fact }) =>
    fact.mounts.map((mount, position) => ({ ...mount, containerRow: row, position })),
  )
  await client.query(
    `INSERT INTO container_mount ("containerRow", "hostId", position, type, name, source, destination, rw)
     SELECT "containerRow", $1, position, type, name, source, destination, rw FROM json_to_recordset($2::json)
       AS mount("containerRow" uuid, position int, type text, name text, source text, destination text, rw boolean)`,
    [host.id, JSON.stringify(mounts)],
  )
  if (host.dataRoot !== null)
    await client.query(`${nameBinds} AND "containerRow" = ANY($3::uuid[])`, [host.id, host.dataRoot, ids])
  const { rows: after } = await client.query<{ name: string | null; containerRow: string }>(
    'SELECT name, "containerRow" FROM container_mount WHERE "containerRow" = ANY($1::uuid[]) AND name IS NOT NULL',
    [ids],
  )
  const { rows: volumes } = await client.query<{ id: string }>(
    'SELECT id FROM volume WHERE "hostId" = $1 AND "removedAt" IS NULL AND name = ANY($2::text[])',
    [host.id, [...before, ...after].flatMap(({ name }) => name ?? [])],
  )
  for (const { id } of volumes) touched.volumes.add(id)
  await rememberMounted(ingest, changed, after)
}

/** A listing proves use as well as an event does (audit.md 2.4). Stowage's own containers are left out. */
async function rememberMounted(
  ingest: Ingest,
  changed: readonly ChangedContainer[],
  mounts: readonly { name: string | null; containerRow: string }[],
): Promise<void> {
  const byRow = new Map(changed.map((one) => [one.row, one]))
  const latest = new Map<string, { name: string; at: Date; by: string }>()
  for (const { name, containerRow } of mounts) {
    const container = byRow.get(containerRow)
    if (name === null || !container?.mountedAt) continue
    if ('stowage.helper' in container.fact.labels || 'stowage.hold' in container.fact.labels) continue
    const at = timeOf(ingest, container.mountedAt)
    const known = latest.get(name)
    if (!known || known.at < at) latest.set(name, { name, at, by: container.fact.name })
  }
  if (latest.size === 0) return
  ingest.seenMounted.push(...latest.values())
}
