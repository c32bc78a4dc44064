import { type SectionName, sectionNames } from '@stowage/domain/report'
import { sectionHash } from '@stowage/domain/section-hash'
import { type Ingest, sha256 } from './ingest.ts'

const held: Record<SectionName, string> = {
  engine: `SELECT "engineHash" AS hash FROM host WHERE id = $1 AND "engineHash" IS NOT NULL`,
  containers: `SELECT hash FROM container WHERE "hostId" = $1 AND "removedAt" IS NULL`,
  volumes: `SELECT hash FROM volume WHERE "hostId" = $1 AND "removedAt" IS NULL`,
  layers: `SELECT hash FROM measurement WHERE "hostId" = $1 AND section = 'layers'`,
  sizes: `SELECT hash FROM measurement WHERE "hostId" = $1 AND section = 'sizes'`,
}

/**
 * Sections whose rows are not what the agent holds. A section that was just sent whole is not among them: asking again would bring the
 * same, so a lasting disagreement must not become a loop of full lists.
 */
export async function differingSections({ client, host, report }: Ingest): Promise<SectionName[]> {
  const differing: SectionName[] = []
  for (const name of sectionNames) {
    const part = report.sections[name]
    if (part?.status !== 'ok' || part.hash === null) continue
    if (part.only && part.upsert.length >= part.only.length) continue
    const { rows } = await client.query<{ hash: string }>(held[name], [host.id])
    const hash = sectionHash(
      rows.map((row) => row.hash),
      sha256,
    )
    if (hash !== part.hash) differing.push(name)
  }
  return differing
}
