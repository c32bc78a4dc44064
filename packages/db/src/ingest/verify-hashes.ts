import { type SectionName, sectionNames } from '@stowage/domain/report'
import { sectionHash } from '@stowage/domain/section-hash'
import { heldHashes } from './held-hashes.ts'
import { type Ingest, sha256 } from './ingest.ts'

/**
 * Sections whose rows are not what the agent holds. A section that was just sent whole is not among them: asking again would bring the
 * same, so a lasting disagreement must not become a loop of full lists.
 */
export async function differingSections(ingest: Ingest): Promise<SectionName[]> {
  const { host, report } = ingest
  const differing: SectionName[] = []
  for (const name of sectionNames) {
    const part = report.sections[name]
    if (part?.status !== 'ok' || part.hash === null) continue
    if (part.only && part.upsert.length >= part.only.length) continue
    const engine = host.engineHash === null ? [] : [host.engineHash]
    const held = name === 'engine' ? engine : [...(await heldHashes(ingest, name, null)).values()]
    if (sectionHash(held, sha256) !== part.hash) differing.push(name)
  }
  return differing
}
