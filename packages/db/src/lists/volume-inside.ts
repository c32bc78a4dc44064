import { activeStates } from '@stowage/domain/facts'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { idsSql } from './filter-sql.ts'
import { readWide } from './list-answer.ts'

const { sql } = Prisma

/** A container that binds a path inside a volume's directory. There are few, so lists read them first and ask about them here. */
export type InsideUse = { volumeId: string; container: string; image: string; active: boolean }

/**
 * The view `volume_inside` for whole hosts, with its steps in a fixed order: Postgres takes every bind for one into a volume and every path
 * for a thousand folders deep, and would compare each bind with all volumes of its host. OFFSET 0 makes it look each folder up by index.
 */
export async function insideUses(db: Database, hostIds: readonly string[]): Promise<InsideUse[]> {
  const binds = sql`SELECT m."hostId", m."containerRow", m.source FROM container_mount m WHERE m.type = 'bind'`
  return readWide<InsideUse>(
    db,
    sql`WITH bind AS MATERIALIZED (
        ${binds} AND m.source LIKE '%/volumes/%' AND m."hostId" = ANY(${idsSql(hostIds)})
        UNION ALL
        ${binds} AND m.source NOT LIKE '%/volumes/%' AND m."hostId" = ANY(${idsSql(hostIds)}) AND m."hostId" = ANY(ARRAY(
          SELECT DISTINCT v."hostId" FROM volume v WHERE v."removedAt" IS NULL AND v.mountpoint <> '' AND v.mountpoint NOT LIKE '%/volumes/%/\\_data'))
      ), folder AS MATERIALIZED (
        SELECT DISTINCT bind."hostId", bind."containerRow", array_to_string(parts[1:n], '/') AS path
        FROM bind CROSS JOIN LATERAL string_to_array(bind.source, '/') AS parts CROSS JOIN LATERAL generate_series(2, cardinality(parts)) AS n
      )
      SELECT v.id::text AS "volumeId", c.name AS container, c.image, c.state = ANY(${[...activeStates]}::text[]) AS active
      FROM folder
      CROSS JOIN LATERAL (SELECT v.id FROM volume v WHERE v."hostId" = folder."hostId" AND v."removedAt" IS NULL AND v.mountpoint <> ''
        AND regexp_replace(v.mountpoint, '/_data$', '') = folder.path OFFSET 0) v
      CROSS JOIN LATERAL (SELECT c.name, c.image, c.state FROM container c
        WHERE c.id = folder."containerRow" AND c."removedAt" IS NULL OFFSET 0) c`,
  )
}
