import { activeStates, type ContainerFact } from '@stowage/domain/facts'
import { itemKey, type Sections } from '@stowage/domain/report'
import { goneBy, goneCondition } from './gone.ts'
import { type Ingest, type Item, keptItems } from './ingest.ts'
import { replaceMounts } from './replace-mounts.ts'
import { engineTime } from './server-time.ts'

const columns = `name text, image text, "imageId" text, state text, "exitCode" int, "createdAt" timestamptz, "startedAt" timestamptz,
  "finishedAt" timestamptz, "restartPolicy" text, "readonlyRootfs" boolean, "storageDriver" text, "layerPath" text, "logDriver" text,
  labels jsonb, project text, service text, hash text, fact jsonb`
const names = [...columns.matchAll(/(\S+) (?:text|int|timestamptz|boolean|jsonb)/g)].map(([, name]) => name)
const insert = `
  INSERT INTO container (id, "hostId", "containerId", "firstSeenAt", ${names})
  SELECT gen_random_uuid(), $1, "containerId", $3, ${names} FROM json_to_recordset($2::json) AS incoming("containerId" text, ${columns})
  ON CONFLICT ("hostId", "containerId") DO UPDATE SET ${names.map((name) => `${name} = EXCLUDED.${name}`)}, "removedAt" = NULL
  WHERE container.hash <> EXCLUDED.hash OR container."removedAt" IS NOT NULL
  RETURNING id, "containerId"`

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

export type ChangedContainer = { row: string; fact: ContainerFact; mountedAt: string | null }

/** Brings the host's containers to what the section says and returns the names of volumes whose users changed. */
export async function keepContainers(ingest: Ingest, part: NonNullable<Sections['containers']>): Promise<void> {
  const { client, host, receivedAt, touched } = ingest
  if (part.status === 'error' || part.status === 'skipped') return
  const items = keptItems(part.upsert, itemKey.containers)
  const gone = goneBy(
    part,
    items.map(({ key }) => key),
  )
  const removed: string[] = []
  if (gone) {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE container SET "removedAt" = $2 WHERE "hostId" = $1 AND "removedAt" IS NULL AND ${goneCondition('"containerId"', 3)} RETURNING id`,
      [host.id, receivedAt, gone.remove, gone.except],
    )
    removed.push(...rows.map(({ id }) => id))
  }
  const { rows: written } =
    items.length === 0
      ? { rows: [] }
      : await client.query<{ id: string; containerId: string }>(insert, [host.id, JSON.stringify(items.map(rowOf)), receivedAt])
  const facts = new Map(items.map(({ key, item }) => [key, item]))
  const changed = written.flatMap(({ id, containerId }): ChangedContainer[] => {
    const fact = facts.get(containerId)
    return fact ? [{ row: id, fact, mountedAt: mountedAt(fact) }] : []
  })
  for (const id of [...removed, ...changed.map(({ row }) => row)]) touched.containers.add(id)
  await replaceMounts(ingest, changed, removed)
}
