import { activeStates } from '@stowage/domain/facts'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { idsSql } from './filter-sql.ts'
import { readWide } from './list-answer.ts'

/** A container that binds a path inside a volume's directory. There are few, so lists read them first and ask about them here. */
export type InsideUse = { volumeId: string; container: string; image: string; active: boolean }

export async function insideUses(db: Database, hostIds: readonly string[]): Promise<InsideUse[]> {
  return readWide<InsideUse>(
    db,
    Prisma.sql`
    SELECT i."volumeId"::text, c.name AS container, c.image, c.state = ANY(${[...activeStates]}::text[]) AS active
    FROM volume_inside i JOIN container c ON c.id = i."containerRow" AND c."removedAt" IS NULL WHERE i."hostId" = ANY(${idsSql(hostIds)})`,
  )
}
