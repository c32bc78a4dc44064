import type { ContainerRow } from '@stowage/domain/container'
import { ContainerFact, ContainerState, Labels, LostPath } from '@stowage/domain/facts'
import type { FieldValue, FilterSubject } from '@stowage/domain/filter/matches'
import type { VolumeRow } from '@stowage/domain/volume'
import { z } from 'zod'
import type { Database } from '../client.ts'
import { type Container, Prisma } from '../generated/client.ts'
import { measuring } from '../readings/measuring.ts'
import { idsSql } from './filter-sql.ts'
import { type HostFacts, hostFacts } from './host-facts.ts'
import type { Viewer } from './viewer.ts'
import { volumeRows } from './volume-rows.ts'

const { sql } = Prisma

/** Rows of these containers in the order of the ids. Ids that do not exist or that the viewer does not see are left out. */
export async function containerRows(db: Database, who: Viewer, ids: readonly string[]): Promise<ContainerRow[]> {
  if (ids.length === 0) return []
  const [found, volumes, underWay] = await Promise.all([
    db.prisma.container.findMany({ where: { id: { in: [...ids] } } }),
    mountedVolumes(db, ids),
    measuring(db, 'layer.size', ids),
  ])
  const hosts = new Map(
    (await hostFacts(db, who, { ids: [...new Set(found.map((each) => each.hostId))] })).map((host) => [host.id, host]),
  )
  const byId = new Map(found.map((container) => [container.id, container]))
  return ids.flatMap((id) => {
    const stored = byId.get(id)
    const host = stored && hosts.get(stored.hostId)
    return stored && host ? [containerRow(stored, host, volumes, underWay.has(id))] : []
  })
}

/** One container with the rows of its volumes, or null when it does not exist for this viewer. */
export async function containerDetail(
  db: Database,
  who: Viewer,
  which: { id: string } | { host: string; name: string },
): Promise<(ContainerRow & { volumes: VolumeRow[] }) | null> {
  const id = 'id' in which ? which.id : await newestOf(db, which)
  const [row] = id === null ? [] : await containerRows(db, who, [id])
  if (!row) return null
  const ids = new Set(row.mounts.flatMap((mount) => (mount.volumeId === null ? [] : [mount.volumeId])))
  return { ...row, volumes: await volumeRows(db, who, [...ids]) }
}

async function newestOf(db: Database, { host, name }: { host: string; name: string }): Promise<string | null> {
  const lives = await db.prisma.container.findMany({
    where: { name, host: { name: host } },
    select: { id: true, removedAt: true },
    orderBy: { firstSeenAt: 'desc' },
    take: 100,
  })
  return (lives.find((life) => life.removedAt === null) ?? lives[0])?.id ?? null
}

/** Volume ids by container row and destination. */
type Mounted = ReadonlyMap<string, string>
const mountKey = (containerRow: string, destination: string) => `${containerRow} ${destination}`

async function mountedVolumes(db: Database, ids: readonly string[]): Promise<Mounted> {
  const rows = await db.prisma.$queryRaw<{ containerRow: string; destination: string; volumeId: string }[]>(sql`
    SELECT m."containerRow"::text, m.destination, v.id::text AS "volumeId" FROM container_mount m
    JOIN volume v ON v."hostId" = m."hostId" AND v.name = m.name AND v."removedAt" IS NULL
    WHERE m."containerRow" = ANY(${idsSql(ids)}) AND m.type = 'volume'
    UNION ALL
    SELECT i."containerRow"::text, i.destination, i."volumeId"::text FROM volume_inside i WHERE i."containerRow" = ANY(${idsSql(ids)})`)
  return new Map(rows.map((row) => [mountKey(row.containerRow, row.destination), row.volumeId]))
}

const numberOf = (value: bigint | null) => (value === null ? null : Number(value))
const Mounts = ContainerFact.shape.mounts.catch([])

function containerRow(stored: Container, host: HostFacts, volumes: Mounted, isMeasuring: boolean): ContainerRow {
  const fact = z.object({ mounts: Mounts }).catch({ mounts: [] }).parse(stored.fact)
  const { id, containerId, name, image, imageId, exitCode, createdAt, startedAt, finishedAt, restartPolicy } = stored
  const { readonlyRootfs, storageDriver, layerPath, logDriver, project, service, removedAt, layerMeasuredAt } = stored
  return {
    id,
    containerId,
    name,
    image,
    imageId,
    exitCode,
    createdAt,
    startedAt,
    finishedAt,
    restartPolicy,
    readonlyRootfs,
    storageDriver,
    layerPath,
    logDriver,
    project,
    service,
    removedAt,
    layerMeasuredAt,
    hostId: host.id,
    host: host.name,
    hostState: host.state,
    state: ContainerState.catch('unknown').parse(stored.state),
    layerBytes: stored.layerBytes === null ? null : Number(stored.layerBytes),
    layerReason: stored.layerBytes === null ? (stored.layerReason ?? 'not measured yet') : null,
    layerMeasure: z.enum(['apparent', 'allocated']).nullable().catch(null).parse(stored.layerMeasure),
    layerPartial: stored.layerPartial,
    layerFiles: numberOf(stored.layerFiles),
    lostBytes: numberOf(stored.lostBytes),
    lostPaths: z.array(LostPath).catch([]).parse(stored.lostPaths),
    growthBytesPerDay: stored.growthBytesPerDay,
    imageBytes: numberOf(stored.imageBytes),
    logBytes: numberOf(stored.logBytes),
    logReason: stored.logReason,
    measuring: isMeasuring,
    labels: Labels.parse(stored.labels),
    mounts: fact.mounts.map((mount) => ({
      ...mount,
      volumeId: removedAt ? null : (volumes.get(mountKey(id, mount.destination)) ?? null),
    })),
  }
}

/** What the filter of containers reads from a row; `container-sql.ts` says the same in SQL. */
export function containerSubject(row: ContainerRow): FilterSubject {
  const mounts = row.mounts.flatMap((mount) => [mount.source, mount.destination, ...(mount.name === null ? [] : [mount.name])])
  const fields: Record<string, () => FieldValue> = {
    host: () => ({ type: 'text', value: row.host }),
    name: () => ({ type: 'text', value: row.name }),
    image: () => ({ type: 'text', value: row.image }),
    state: () => ({ type: 'text', value: row.state === 'unknown' ? undefined : row.state }),
    project: () => ({ type: 'text', value: row.project }),
    service: () => ({ type: 'text', value: row.service }),
    driver: () => ({ type: 'text', value: row.storageDriver }),
    layer: () => ({ type: 'number', value: row.layerBytes ?? undefined }),
    label: () => ({ type: 'labels', value: row.labels }),
    mount: () => ({ type: 'texts', values: mounts, complete: true }),
    readonly: () => ({ type: 'flag', value: row.readonlyRootfs }),
    created: () => ({ type: 'time', value: row.createdAt?.getTime() }),
  }
  return { words: [row.name, row.host], field: (name) => fields[name]?.() ?? { type: 'flag', value: undefined } }
}
