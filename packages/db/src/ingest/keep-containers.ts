import { activeStates, type ContainerFact } from '@stowage/domain/facts'
import { itemKey, type Sections } from '@stowage/domain/report'
import { heldHashes } from './held-hashes.ts'
import { type Ingest, type Item, keptItems } from './ingest.ts'
import { layerColumns } from './measured-columns.ts'
import { replaceMounts } from './replace-mounts.ts'
import { sectionDiff, touchedKeys } from './section-diff.ts'
import { engineTime } from './server-time.ts'

const columns = `name text, image text, "imageId" text, state text, "exitCode" int, "createdAt" timestamptz, "startedAt" timestamptz,
  "finishedAt" timestamptz, "restartPolicy" text, "readonlyRootfs" boolean, "storageDriver" text, "layerPath" text, "logDriver" text,
  "imageBytes" bigint, labels jsonb, project text, service text, hash text, fact jsonb`
const names = [...columns.matchAll(/(\S+) (?:text|int|bigint|timestamptz|boolean|jsonb)/g)].map(([, name]) => name)
const insert = `
  INSERT INTO container (id, "hostId", "containerId", "firstSeenAt", ${layerColumns.names}, ${names})
  SELECT gen_random_uuid(), $1, "containerId", $3, ${layerColumns.values}, ${names.map((name) => `incoming.${name}`)}
  FROM json_to_recordset($2::json) AS incoming("containerId" text, ${columns})
  LEFT JOIN measurement AS m ON m."hostId" = $1 AND m.section = 'layers' AND m.key = incoming."containerId"
  ON CONFLICT ("hostId", "containerId") DO UPDATE SET ${names.map((name) => `${name} = EXCLUDED.${name}`)}, "removedAt" = NULL
  WHERE container.hash <> EXCLUDED.hash OR container."removedAt" IS NOT NULL
  RETURNING id, "containerId", "layerMeasuredAt" IS NOT NULL AS measured, (xmax = 0) AS inserted`

const rowOf = ({ item, hash }: Item<ContainerFact>) => ({
  ...item,
  containerId: item.id,
  createdAt: engineTime(item.createdAt),
  startedAt: engineTime(item.startedAt),
  finishedAt: engineTime(item.finishedAt),
  hash,
  fact: item,
})

/** When a container last certainly held its mounts, by the engine's own times. */
const mountedAt = (fact: ContainerFact): string | null =>
  activeStates.includes(fact.state) ? fact.startedAt : (fact.finishedAt ?? fact.startedAt)

export type ChangedContainer = { row: string; isNew: boolean; fact: ContainerFact; mountedAt: string | null }

/** `known`: the engine's ids of those whose row was there before. `measured`: row ids of new ones whose layer was measured before. */
export type KeptContainers = { known: string[]; measured: string[] }

/** Brings the host's containers to what the section says. */
export async function keepContainers(ingest: Ingest, part: NonNullable<Sections['containers']>): Promise<KeptContainers> {
  const { client, host, receivedAt, touched } = ingest
  const items = keptItems(part.upsert, itemKey.containers)
  const held = await heldHashes(ingest, 'containers', touchedKeys(part, items))
  const diff = sectionDiff(part, items, held)
  if (diff.gone.length + diff.changed.length === 0) return { known: [], measured: [] }
  const { rows: removed } = await client.query<{ id: string }>(
    'UPDATE container SET "removedAt" = $2 WHERE "hostId" = $1 AND "removedAt" IS NULL AND "containerId" = ANY($3::text[]) RETURNING id',
    [host.id, receivedAt, diff.gone],
  )
  const { rows: written } = await client.query<{ id: string; containerId: string; measured: boolean; inserted: boolean }>(
    insert,
    [host.id, JSON.stringify(diff.changed.map(rowOf)), receivedAt],
  )
  const facts = new Map(items.map(({ key, item }) => [key, item]))
  const changed = written.flatMap(({ id, containerId, inserted }): ChangedContainer[] => {
    const fact = facts.get(containerId)
    return fact ? [{ row: id, isNew: inserted, fact, mountedAt: mountedAt(fact) }] : []
  })
  const gone = removed.map(({ id }) => id)
  for (const id of [...gone, ...changed.map(({ row }) => row)]) touched.containers.add(id)
  if (gone.length > 0 || changed.some(({ isNew }) => isNew)) touched.host = true
  await replaceMounts(ingest, changed, gone)
  return {
    known: written.flatMap(({ containerId, inserted }) => (inserted ? [] : [containerId])),
    measured: written.flatMap(({ id, inserted, measured }) => (inserted && measured ? [id] : [])),
  }
}
