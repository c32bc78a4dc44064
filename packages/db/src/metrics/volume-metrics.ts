import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { idsSql, likeText } from '../lists/filter-sql.ts'

const { sql } = Prisma

export type VolumeSize = { host: string; volume: string; bytes: number }

/** Present volumes of known size whose name matches one of the patterns (`*` = anything), the largest first. `leftOut`: beyond `most`. */
export async function volumeSizes(
  db: Database,
  { hostIds, patterns, most }: { hostIds: readonly string[]; patterns: readonly string[]; most: number },
): Promise<{ sizes: VolumeSize[]; leftOut: number }> {
  if (patterns.length === 0 || hostIds.length === 0) return { sizes: [], leftOut: 0 }
  const rows = await db.prisma.$queryRaw<(VolumeSize & { total: number })[]>(sql`
    SELECT h.name AS host, v.name AS volume, v."sizeBytes"::float8 AS bytes, count(*) OVER ()::float8 AS total
    FROM volume v JOIN host h ON h.id = v."hostId"
    WHERE v."removedAt" IS NULL AND v."sizeBytes" IS NOT NULL AND v."hostId" = ANY(${idsSql(hostIds)})
      AND v.name LIKE ANY(${patterns.map(likeText)}::text[])
    ORDER BY v."sizeBytes" DESC, v.name LIMIT ${most}`)
  return { sizes: rows.map(({ host, volume, bytes }) => ({ host, volume, bytes })), leftOut: (rows[0]?.total ?? 0) - rows.length }
}
