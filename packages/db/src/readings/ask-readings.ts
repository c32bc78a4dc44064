import type { ReadingKind } from '@stowage/domain/reading'
import { Prisma } from '../generated/client.ts'
import { idsSql } from '../lists/filter-sql.ts'

const { sql } = Prisma

export type ReadingQuestion = {
  kind: ReadingKind
  /** Row ids of volumes or containers, or everything on one host. Those that are gone and those of a revoked host are left out. */
  of: { ids: readonly string[] } | { hostId: string }
  by: { id: string; name: string }
  at: Date
}
export type AskedReading = { id: string; hostId: string; subjectId: string }

/** Asks for readings. Of a subject that has an open one of this kind the answer is that one, also when two ask at the same moment. */
export async function askReadings(
  tx: Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>,
  { kind, of, by, at }: ReadingQuestion,
): Promise<AskedReading[]> {
  const rows = kind.startsWith('volume.') ? sql`SELECT id, "hostId", name AS subject, "removedAt" FROM volume` : containers
  const which = 'ids' in of ? sql`s.id = ANY(${idsSql(of.ids)})` : sql`s."hostId" = ${of.hostId}::uuid`
  const subjects = sql`(${rows}) AS s JOIN host AS h ON h.id = s."hostId"
    WHERE ${which} AND s."removedAt" IS NULL AND h."revokedAt" IS NULL`
  // In one order everywhere: two that ask for the same wait for each other and never in a circle.
  await tx.$executeRaw(sql`
    INSERT INTO reading (id, "hostId", kind, subject, "subjectId", "askedById", "askedBy", "askedAt", "lastNewsAt")
    SELECT gen_random_uuid(), s."hostId", ${kind}, s.subject, s.id, ${by.id}, ${by.name}, ${at}, ${at} FROM ${subjects} ORDER BY s.id
    ON CONFLICT ("subjectId", kind) WHERE state IN ('asked', 'reading') DO NOTHING`)
  return tx.$queryRaw<AskedReading[]>(sql`
    SELECT r.id::text, r."hostId"::text, r."subjectId"::text FROM reading AS r
    WHERE r.kind = ${kind} AND r.state IN ('asked', 'reading') AND r."subjectId" IN (SELECT s.id FROM ${subjects}) ORDER BY r."askedAt", r.id`)
}

const containers = sql`SELECT id, "hostId", "containerId" AS subject, "removedAt" FROM container`
