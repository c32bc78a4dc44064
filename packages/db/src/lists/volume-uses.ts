import type { VolumeUse } from '@stowage/domain/volume'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { idsSql } from './filter-sql.ts'

const { sql } = Prisma

export type StoredUse = Omit<VolumeUse, 'hostId' | 'hostName'>

/** Present containers of any state that reach each of these volumes by name or by a path inside its directory (A1, A2, V15). */
export async function volumeUses(db: Database, ids: readonly string[]): Promise<Map<string, StoredUse[]>> {
  const container = sql`c.id::text AS "containerRowId", c.name AS container, c.image, c.project, c.state`
  const rows = await db.prisma.$queryRaw<(StoredUse & { volumeId: string })[]>(sql`
    SELECT v.id::text AS "volumeId", ${container}, m.destination AS path, m.rw, 'volume' AS how
    FROM volume v JOIN container_mount m ON m."hostId" = v."hostId" AND m.name = v.name AND m.type = 'volume'
    JOIN container c ON c.id = m."containerRow" AND c."removedAt" IS NULL
    WHERE v.id = ANY(${idsSql(ids)}) AND v."removedAt" IS NULL
    UNION ALL
    SELECT i."volumeId"::text, ${container}, i.destination, i.rw, 'bind'
    FROM volume_inside i JOIN container c ON c.id = i."containerRow" AND c."removedAt" IS NULL
    WHERE i."volumeId" = ANY(${idsSql(ids)})
    ORDER BY container, path`)
  const uses = new Map<string, StoredUse[]>()
  for (const { volumeId, ...use } of rows) uses.set(volumeId, [...(uses.get(volumeId) ?? []), use])
  return uses
}
