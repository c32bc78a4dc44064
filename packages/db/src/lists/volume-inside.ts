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
    sql`SELECT v.ref, c.name AS container, c.image FROM volume_inside(${hostIds}) i JOIN volume v ON v.id = i."volumeId"
      JOIN container c ON c.id = i."containerRow" AND c."removedAt" IS NULL`,
  )
}
