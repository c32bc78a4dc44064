import { Prisma } from '../generated/client.ts'

/**
 * Of a row `v` of volume: does its data lie in the engine's own directory? That of all other kinds is remote, elsewhere, or shared with
 * other hosts, and in no sum of a disk (B16).
 */
export const isLocal = `v.kind IN ('named', 'anonymous')`
export const isLocalSql = Prisma.raw(isLocal)
