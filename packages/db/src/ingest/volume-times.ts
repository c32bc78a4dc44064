import type { Ingest } from './ingest.ts'

/** Engines before 23 report the directory's change time, which moves: their `CreatedAt` proves nothing (A28, audit.md 1.5). */
export const trustsCreatedAt = (engineVersion: string | null): boolean => Number.parseInt(engineVersion ?? '', 10) >= 23

/** After an upgrade of the engine, times that were not trusted become so, and the other way round. */
export async function trustVolumeTimes({ client, host }: Ingest, engineVersion: string): Promise<void> {
  const trusted = trustsCreatedAt(engineVersion)
  const before = trustsCreatedAt(host.engineVersion)
  host.engineVersion = engineVersion
  if (trusted === before) return
  const time = trusted ? `(fact->>'createdAt')::timestamptz` : 'NULL'
  await client.query(`UPDATE volume SET "createdAt" = ${time} WHERE "hostId" = $1 AND "removedAt" IS NULL`, [host.id])
}
