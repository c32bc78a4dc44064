import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import type { Sql } from './filter-sql.ts'
import { readWide } from './list-answer.ts'

const { sql } = Prisma

/** A container that reaches a path inside a volume's directory. There are few, so lists read them first and ask about them here. */
export type InsideUse = { ref: number; container: string; image: string }

export async function insideUses(db: Database, hostIds: Sql): Promise<InsideUse[]> {
  return readWide<InsideUse>(
    db,
    // One by one, by key: Postgres does not know how few there are, and would read both tables.
    sql`SELECT v.ref, c.container, c.image FROM volume_inside(${hostIds}) i
      CROSS JOIN LATERAL (SELECT v.ref FROM volume v WHERE v.id = i."volumeId" OFFSET 0) v
      CROSS JOIN LATERAL (SELECT c.name AS container, c.image FROM container c WHERE c.id = i."containerRow" AND c."removedAt" IS NULL OFFSET 0) c`,
  )
}
