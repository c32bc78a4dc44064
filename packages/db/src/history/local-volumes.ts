import { Prisma } from '../generated/client.ts'

/** Kinds of volumes whose data lies in the engine's own directory: all others are remote, elsewhere, or shared with other hosts (B16). */
export const localKinds = ['named', 'anonymous'] as const
/** Of a row `v` of volume. */
export const isLocalSql = Prisma.sql`v.kind IN ('named', 'anonymous')`
