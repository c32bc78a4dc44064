import type { HostSpaceDetail } from '@stowage/domain/space'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { hostFacts } from '../lists/host-facts.ts'
import { readWide } from '../lists/list-answer.ts'
import type { Viewer } from '../lists/viewer.ts'
import { localVolumes, spaceOf } from './host-space.ts'

const { sql } = Prisma
/** Rectangles and table rows for people. */
const rowsMax = 500

type Ranked<T> = T & { count: number; sum: number }

/** What fills one host, with its volumes and containers, the largest first; null when it does not exist for this viewer. */
export async function hostSpaceDetail(db: Database, who: Viewer, { id }: { id: string }): Promise<HostSpaceDetail | null> {
  const [host] = await hostFacts(db, who, { ids: [id] })
  if (!host) return null
  const [[space], volumes, containers] = await Promise.all([
    spaceOf(db, who, [host]),
    readWide<Ranked<HostSpaceDetail['volumes'][number]>>(
      db,
      sql`SELECT v.id::text, v.name, v."sizeBytes"::float8 AS bytes, v."sizePartial" AS partial, coalesce(v.state, 'unknown') AS state, v.active,
          count(*) OVER ()::float8 AS count, coalesce(sum(v."sizeBytes") OVER (), 0)::float8 AS sum
        FROM ${localVolumes(who, [host])} ORDER BY v."sizeBytes" DESC NULLS LAST, v.name, v.id LIMIT ${rowsMax}`,
    ),
    readWide<Ranked<HostSpaceDetail['containers'][number]>>(
      db,
      sql`SELECT c.id::text, c.name, c.image, c."layerBytes"::float8 AS "layerBytes", c."logBytes"::float8 AS "logBytes",
          count(*) OVER ()::float8 AS count, coalesce(sum(coalesce(c."layerBytes", 0) + coalesce(c."logBytes", 0)) OVER (), 0)::float8 AS sum
        FROM container c WHERE c."hostId" = ${id}::uuid AND c."removedAt" IS NULL
        ORDER BY coalesce(c."layerBytes", 0) + coalesce(c."logBytes", 0) DESC, c.name, c.id LIMIT ${rowsMax}`,
    ),
  ])
  if (!space) return null
  return {
    ...space,
    volumes: volumes.map(unranked),
    containers: containers.map(unranked),
    moreVolumes: beyond(volumes, (volume) => volume.bytes),
    moreContainers: beyond(containers, ({ layerBytes, logBytes }) => (layerBytes ?? 0) + (logBytes ?? 0)),
  }
}

function unranked<T>({ count: _, sum: __, ...row }: Ranked<T>): Omit<Ranked<T>, 'count' | 'sum'> {
  return row
}

/** What the rows leave out. */
function beyond<T>(rows: readonly Ranked<T>[], bytesOf: (row: T) => number | null): { count: number; bytes: number } {
  const [first] = rows
  if (!first) return { count: 0, bytes: 0 }
  return { count: first.count - rows.length, bytes: first.sum - rows.reduce((sum, row) => sum + (bytesOf(row) ?? 0), 0) }
}
