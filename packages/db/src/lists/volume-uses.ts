import type { VolumeUse } from '@stowage/domain/volume'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { idsSql } from './filter-sql.ts'

const { sql } = Prisma

export type StoredUse = Omit<VolumeUse, 'hostId' | 'hostName'>
/** `heldBy`: present volumes whose device lies inside its directory, by name. */
export type StoredUses = { uses: StoredUse[]; heldBy: string[] }
type Found = StoredUse & { volumeId: string; holder: string | null }

/** Present containers of any state that reach each of these volumes by name or by a path inside its directory (A1, A2, V15). */
export async function volumeUses(db: Database, ids: readonly string[]): Promise<Map<string, StoredUses>> {
  const container = sql`c.id::text AS "containerRowId", c.name AS container, c.image, c.project, c.state`
  const rows = await db.prisma.$queryRaw<Found[]>(sql`
    SELECT v.id::text AS "volumeId", ${container}, m.destination AS path, m.rw, 'volume' AS how, NULL AS holder
    FROM volume v JOIN container_mount m ON m."hostId" = v."hostId" AND m.name = v.name AND m.type = 'volume'
    JOIN container c ON c.id = m."containerRow" AND c."removedAt" IS NULL
    WHERE v.id = ANY(${idsSql(ids)}) AND v."removedAt" IS NULL
    UNION
    SELECT i."volumeId"::text, ${container}, i.destination, i.rw, 'bind', a.name
    FROM volume_inside(ARRAY(SELECT DISTINCT v."hostId" FROM volume v WHERE v.id = ANY(${idsSql(ids)}))) i
    LEFT JOIN container c ON c.id = i."containerRow" AND c."removedAt" IS NULL
    LEFT JOIN volume a ON a.id = i.through
    WHERE i."volumeId" = ANY(${idsSql(ids)})
    ORDER BY container, path, holder`)
  const found = new Map<string, StoredUses>()
  for (const { volumeId, holder, ...use } of rows) {
    const known = found.get(volumeId) ?? { uses: [], heldBy: [] }
    found.set(volumeId, known)
    if (use.containerRowId) known.uses.push(use)
    if (holder !== null && !known.heldBy.includes(holder)) known.heldBy.push(holder)
  }
  return found
}
