import { type SectionName, type SectionStatus, sectionNames } from '@stowage/domain/report'
import { storableText } from '../storable.ts'
import type { Ingest } from './ingest.ts'
import { timeOf } from './ingest.ts'

type Known = { name: string; status: SectionStatus; error: string | null; okAt: Date | null }

/** Writes how each section of the report fared and returns when each was last complete before this report. */
export async function keepSections(ingest: Ingest): Promise<Map<SectionName, Date | null>> {
  const { client, host, report, receivedAt, touched } = ingest
  const { rows } = await client.query<Known>('SELECT name, status, error, "okAt" FROM host_section WHERE "hostId" = $1', [
    host.id,
  ])
  const known = new Map(rows.map((row) => [row.name, row]))
  const parts = sectionNames.flatMap((name) => {
    const part = report.sections[name]
    if (!part) return []
    const error = part.error && storableText(part.error)
    if (known.get(name)?.status !== part.status || known.get(name)?.error !== error) touched.host = true
    return [
      {
        name,
        status: part.status,
        error,
        collectedAt: timeOf(ingest, part.collectedAt),
        okAt: part.status === 'ok' ? receivedAt : null,
      },
    ]
  })
  if (parts.length > 0) {
    await client.query(
      `INSERT INTO host_section ("hostId", name, status, "collectedAt", error, "okAt")
       SELECT $1, name, status, "collectedAt", error, "okAt" FROM json_to_recordset($2::json)
         AS part(name text, status text, "collectedAt" timestamptz, error text, "okAt" timestamptz)
       ON CONFLICT ("hostId", name) DO UPDATE SET status = EXCLUDED.status, "collectedAt" = EXCLUDED."collectedAt", error = EXCLUDED.error,
         "okAt" = COALESCE(EXCLUDED."okAt", host_section."okAt")`,
      [host.id, JSON.stringify(parts)],
    )
  }
  return new Map(sectionNames.map((name) => [name, known.get(name)?.okAt ?? null]))
}
