import { ContainerState, Labels, VolumeKind } from '@stowage/domain/facts'
import { openJobStates } from '@stowage/domain/job'
import { shareName } from '@stowage/domain/share-name'
import { volumeVerdict } from '@stowage/domain/verdict'
import type { VolumeRow } from '@stowage/domain/volume'
import { z } from 'zod'
import type { Database } from '../client.ts'
import { Prisma, type Volume } from '../generated/client.ts'
import { measuring } from '../readings/measuring.ts'
import { idsSql } from './filter-sql.ts'
import { type HostFacts, hostFacts } from './host-facts.ts'
import { type Viewer, viewerGraceMs, viewerNow } from './viewer.ts'
import { type StoredUses, volumeUses } from './volume-uses.ts'
import { inAskedOrder, rowsWhere, type WhichRows } from './which-rows.ts'

const { sql } = Prisma

/** Rows of these volumes in the order asked for. What does not exist or what the viewer does not see is left out. */
export async function volumeRows(db: Database, who: Viewer, which: WhichRows): Promise<VolumeRow[]> {
  return (await volumeRowsWithHosts(db, who, which)).map(({ row }) => row)
}

export type VolumeWithHost = { row: VolumeRow; stored: Volume; host: HostFacts }

export async function volumeRowsWithHosts(db: Database, who: Viewer, which: WhichRows): Promise<VolumeWithHost[]> {
  const found = inAskedOrder(which, await db.prisma.volume.findMany({ where: rowsWhere(which) }))
  const hosts = new Map(
    (await hostFacts(db, who, { ids: [...new Set(found.map((volume) => volume.hostId))] })).map((host) => [host.id, host]),
  )
  const seen = found.filter((volume) => hosts.has(volume.hostId))
  const seenIds = seen.map((volume) => volume.id)
  if (seenIds.length === 0) return []
  const [uses, projects, jobs, underWay] = await Promise.all([
    volumeUses(db, seenIds),
    projectContainers(db, seenIds),
    openJobs(db, seenIds),
    measuring(db, 'volume.size', seenIds),
  ])
  return seen.flatMap((stored) => {
    const { id } = stored
    const host = hosts.get(stored.hostId)
    if (!host) return []
    const facts = {
      ...(uses.get(id) ?? { uses: [], heldBy: [] }),
      projectContainers: projects.get(id) ?? 0,
      openJobId: jobs.get(id) ?? null,
      isMeasuring: underWay.has(id),
    }
    return [{ stored, host, row: volumeRow(stored, host, facts, who) }]
  })
}

type Around = StoredUses & {
  projectContainers: number
  openJobId: string | null
  isMeasuring: boolean
}

function volumeRow(
  stored: Volume,
  host: HostFacts,
  { uses, heldBy, projectContainers, openJobId, isMeasuring }: Around,
  who: Viewer,
): VolumeRow {
  const labels = Labels.parse(stored.labels)
  const options = Options.parse(stored.options)
  const kind = VolumeKind.catch('other').parse(stored.kind)
  const usedBy = uses.map((use) => ({
    ...use,
    hostId: host.id,
    hostName: host.name,
    state: ContainerState.catch('unknown').parse(use.state),
  }))
  const volume = { ...stored, kind, labels, anonymous: stored.anonymous !== null }
  const verdict = volumeVerdict({ volume, uses: usedBy, heldBy, projectContainers, host }, viewerNow(who), viewerGraceMs(who))
  return {
    id: stored.id,
    ref: stored.ref,
    hostId: host.id,
    host: host.name,
    hostState: host.state,
    name: stored.name,
    driver: stored.driver,
    scope: stored.scope,
    kind,
    anonymous: volume.anonymous,
    labels,
    options,
    mountpoint: stored.mountpoint,
    project: stored.project,
    state: verdict.state,
    stateReason: verdict.reason,
    pill: verdict.pill,
    sizeBytes: stored.sizeBytes === null ? null : Number(stored.sizeBytes),
    sizeReason: stored.sizeBytes === null ? (stored.sizeReason ?? 'not measured yet') : null,
    sizeBasis: z.enum(['apparent', 'allocated']).nullable().catch(null).parse(stored.sizeBasis),
    sizeMeasuredAt: stored.sizeMeasuredAt,
    sizePartial: stored.sizePartial,
    sizeAtMostBytes: numberOf(stored.sizeAtMostBytes),
    sizeApparentBytes: numberOf(stored.sizeApparentBytes),
    sizeMethod: z.enum(['du', 'engine', 'statfs']).nullable().catch(null).parse(stored.sizeMethod),
    files: numberOf(stored.sizeFiles),
    newestWriteAt: stored.newestWriteAt,
    growthBytesPerDay: stored.growthBytesPerDay,
    measuring: isMeasuring,
    usedBy,
    createdAt: stored.createdAt,
    firstSeenAt: stored.firstSeenAt,
    lastMountedAt: stored.lastMountedAt,
    lastMountedBy: stored.lastMountedBy,
    removedAt: stored.removedAt,
    share: shareName(kind, options),
    openJobId,
  }
}

const numberOf = (value: bigint | null) => (value === null ? null : Number(value))
const Options = z.record(z.string(), z.string())

async function projectContainers(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.prisma.$queryRaw<{ id: string; containers: number }[]>(sql`
    SELECT v.id::text, count(*)::float8 AS containers FROM volume v JOIN container c ON c."hostId" = v."hostId" AND c.project = v.project
    WHERE v.id = ANY(${idsSql(ids)}) AND c."removedAt" IS NULL GROUP BY v.id`)
  return new Map(rows.map((row) => [row.id, row.containers]))
}

async function openJobs(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.prisma.$queryRaw<{ id: string; job: string }[]>(sql`
    SELECT v.id::text, j.id::text AS job FROM volume v JOIN job j ON j."hostId" = v."hostId" AND j."volumeName" = v.name
    WHERE v.id = ANY(${idsSql(ids)}) AND v."removedAt" IS NULL AND j.state = ANY(${[...openJobStates]}::text[]) ORDER BY j."createdAt" DESC`)
  return new Map(rows.map((row) => [row.id, row.job]))
}
