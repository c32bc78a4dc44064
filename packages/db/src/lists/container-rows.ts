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
import { inAskedOrder, rowsWhere, type WhichRows } from './which-rows.ts'

const { sql } = Prisma

/** Rows of these containers in the order asked for. What does not exist or what the viewer does not see is left out. */
export async function containerRows(db: Database, who: Viewer, which: WhichRows): Promise<ContainerRow[]> {
  const found = inAskedOrder(which, await db.prisma.container.findMany({ where: rowsWhere(which) }))
  if (found.length === 0) return []
  const ids = found.map((container) => container.id)
  const [volumes, underWay, facts] = await Promise.all([
    mountedVolumes(db, ids),
    measuring(db, 'layer.size', ids),
    hostFacts(db, who, { ids: [...new Set(found.map((each) => each.hostId))] }),
  ])
  const hosts = new Map(facts.map((host) => [host.id, host]))
  return found.flatMap((stored) => {
    const host = hosts.get(stored.hostId)
    return host ? [containerRow(stored, host, volumes, underWay.has(stored.id))] : []
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
    SELECT i."containerRow"::text, i.destination, i."volumeId"::text
    FROM volume_inside(ARRAY(SELECT DISTINCT c."hostId" FROM container c WHERE c.id = ANY(${idsSql(ids)}))) i
    WHERE i."containerRow" = ANY(${idsSql(ids)}) AND i.through IS NULL`)
  return new Map(rows.map((row) => [mountKey(row.containerRow, row.destination), row.volumeId]))
}

const numberOf = (value: bigint | null) => (value === null ? null : Number(value))
const Mounts = ContainerFact.shape.mounts.catch([])

function containerRow(stored: Container, host: HostFacts, volumes: Mounted, isMeasuring: boolean): ContainerRow {
  const fact = z.object({ mounts: Mounts }).catch({ mounts: [] }).parse(stored.fact)
  const { id, ref, containerId, name, image, imageId, exitCode, createdAt, startedAt, finishedAt, restartPolicy } = stored
  const { readonlyRootfs, storageDriver, layerPath, logDriver, project, service, removedAt, layerMeasuredAt } = stored
  return {
    id,
    ref,
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
    layer: () => ({ type: 'number', value: row.layerBytes ?? undefined, isLowerBound: row.layerPartial }),
    lost: () => ({ type: 'number', value: row.lostBytes ?? undefined, isLowerBound: row.layerPartial }),
    growth: () => ({ type: 'number', value: row.growthBytesPerDay ?? undefined }),
    logs: () => ({ type: 'number', value: row.logBytes ?? undefined }),
    label: () => ({ type: 'labels', value: row.labels }),
    mount: () => ({ type: 'texts', values: mounts, complete: true }),
    readonly: () => ({ type: 'flag', value: row.readonlyRootfs }),
    created: () => ({ type: 'time', value: row.createdAt?.getTime() }),
  }
  return { words: [row.name, row.host], field: (name) => fields[name]?.() ?? { type: 'flag', value: undefined } }
}
