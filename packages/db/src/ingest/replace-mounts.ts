import type { MountFact } from '@stowage/domain/facts'
import type { Ingest } from './ingest.ts'
import { timeOf } from './ingest.ts'
import type { ChangedContainer } from './keep-containers.ts'
import { userWords } from './user-words.ts'

/** The volume that a mount reaches: by its name, or by a bind into its directory; a bind of a parent reaches none (A5). */
function reachedVolume({ type, name, source, realSource }: MountFact, dataRoot: string | null): string | null {
  if (type !== 'bind' || dataRoot === null) return name
  const volumes = `${dataRoot}/volumes/`
  const path = [source, realSource].find((each) => each?.startsWith(volumes))
  return path ? path.slice(volumes.length).split('/')[0] || null : name
}

type MountRow = { containerRow: string; position: number; name: string | null }

/** Writes the mounts of changed containers anew, drops those of removed ones, and marks the volumes at either end. */
export async function replaceMounts(
  ingest: Ingest,
  changed: readonly ChangedContainer[],
  removed: readonly string[],
): Promise<void> {
  const { client, host, touched } = ingest
  const before = await dropMounts(ingest, [...removed, ...changed.filter(({ isNew }) => !isNew).map(({ row }) => row)])
  const mounts = changed.flatMap(({ row, fact }) =>
    fact.mounts.map((mount, position) => ({ ...mount, name: reachedVolume(mount, host.dataRoot), containerRow: row, position })),
  )
  if (mounts.length > 0) {
    await client.query(
      `INSERT INTO container_mount ("containerRow", "hostId", position, type, name, source, "realSource", destination, rw)
       SELECT "containerRow", $1, position, type, name, source, "realSource", destination, rw FROM json_to_recordset($2::json)
         AS mount("containerRow" uuid, position int, type text, name text, source text, "realSource" text, destination text, rw boolean)`,
      [host.id, JSON.stringify(mounts)],
    )
  }
  const volumes = [...before, ...mounts.flatMap(({ name }) => name ?? [])]
  if (volumes.length > 0) {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM volume WHERE "hostId" = $1 AND "removedAt" IS NULL AND name = ANY($2::text[])',
      [host.id, volumes],
    )
    for (const { id } of rows) touched.volumes.add(id)
  }
  rememberMounted(ingest, changed, mounts)
}

async function dropMounts({ client }: Ingest, containers: readonly string[]): Promise<string[]> {
  if (containers.length === 0) return []
  const { rows } = await client.query<{ name: string | null }>(
    'DELETE FROM container_mount WHERE "containerRow" = ANY($1::uuid[]) RETURNING name',
    [containers],
  )
  return rows.flatMap(({ name }) => name ?? [])
}

/** A listing proves use as well as an event does (audit.md 2.4). Stowage's own containers are left out. */
function rememberMounted(ingest: Ingest, changed: readonly ChangedContainer[], mounts: readonly MountRow[]): void {
  const byRow = new Map(changed.map((one) => [one.row, one]))
  for (const { name, containerRow } of mounts) {
    const container = byRow.get(containerRow)
    if (name === null || !container?.mountedAt) continue
    if ('stowage.helper' in container.fact.labels || 'stowage.hold' in container.fact.labels) continue
    const at = timeOf(ingest, container.mountedAt)
    const known = ingest.seenMounted.get(name)
    if (!known || known.at < at) ingest.seenMounted.set(name, { at, by: userWords(container.fact) })
  }
}

/** Names the volumes of binds anew when the engine's directory becomes known or moves. */
export async function renameBinds({ client, host }: Ingest, dataRoot: string): Promise<void> {
  host.dataRoot = dataRoot
  await client.query(
    `UPDATE container_mount SET name = split_part(substr(source, length($2::text) + 10), '/', 1)
     WHERE "hostId" = $1 AND type = 'bind' AND starts_with(source, $2::text || '/volumes/') AND length(source) > length($2::text) + 9`,
    [host.id, dataRoot],
  )
}
