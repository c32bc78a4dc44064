import { EngineFact } from '@stowage/domain/facts'
import type { HostSection } from '@stowage/domain/host'
import { defaultHostPolicy, HostPolicy } from '@stowage/domain/host-policy'
import { hostState } from '@stowage/domain/host-state'
import { SectionName, SectionStatus } from '@stowage/domain/report'
import type { VerdictHost } from '@stowage/domain/verdict'
import type { Database } from '../client.ts'
import type { Host } from '../generated/client.ts'
import { doublesOf, isCounted, isJudged, longBlind, sameEngine, visible } from './host-doubts.ts'
import { type Viewer, viewerNow } from './viewer.ts'

/** What lists and verdicts need to know about a host, read once for each question. */
export type HostFacts = Omit<VerdictHost, 'policy'> & {
  id: string
  policy: HostPolicy
  engine: EngineFact | null
  stateReason: string
  row: Host
  sections: HostSection[]
  /** False on all but the first of several hosts that report one engine: their bytes and rows are not added twice (A32). */
  counted: boolean
  /** The lists of containers and volumes are complete and recent and the host answers: absence of a use is proven. */
  judged: boolean
  /** End of the last blind window that is too long to ignore; null = none since enrolment. */
  coveredSince: Date | null
}

/** The hosts that the viewer sees, revoked ones too, in order of name. */
export async function hostFacts(db: Database, who: Viewer, where: { ids?: readonly string[] } = {}): Promise<HostFacts[]> {
  const now = viewerNow(who)
  const ids = visible(who, where.ids)
  const [hosts, reported, doubles, blind] = await Promise.all([
    db.prisma.host.findMany({ where: ids === null ? {} : { id: { in: ids } }, orderBy: { name: 'asc' } }),
    storedSections(db, ids),
    sameEngine(db),
    longBlind(db),
  ])
  return hosts.map((row) => {
    const sections = reported.get(row.id) ?? []
    const { state, reason } = hostState({ ...row, sections }, now)
    const containers = sections.find((section) => section.name === 'containers')
    const volumes = sections.find((section) => section.name === 'volumes')
    const twins = doublesOf(row, doubles)
    const shown = twins.find((twin) => who.hostIds === null || who.hostIds.includes(twin.id))
    const conflict = twins.length === 0 ? null : (shown?.name ?? 'Another host')
    const answers = (state === 'online' || state === 'degraded') && row.revokedAt === null
    const policy = HostPolicy.safeParse(row.policy)
    return {
      id: row.id,
      name: row.name,
      state,
      stateReason: reason,
      conflict,
      counted: isCounted(row, twins),
      revoked: row.revokedAt !== null,
      containers,
      volumes,
      engine: EngineFact.nullable().catch(null).parse(row.engine),
      policy: policy.success ? policy.data : defaultHostPolicy,
      judged: isJudged({ answers: answers && conflict === null, containers, volumes }, now),
      coveredSince: blind.get(row.id) ?? null,
      row,
      sections,
    }
  })
}

type StoredSection = { hostId: string; name: string; status: string; collectedAt: Date; error: string | null }

/** Sections by host. Past the client's objects: for 200 hosts they would cost more than all the rest of a list. */
async function storedSections(db: Database, ids: readonly string[] | null): Promise<Map<string, HostSection[]>> {
  const { rows } = await db.pool.query<StoredSection>(
    `SELECT "hostId", name, status, "collectedAt", error FROM host_section ${ids === null ? '' : 'WHERE "hostId" = ANY($1::uuid[])'} ORDER BY name`,
    ids === null ? [] : [ids],
  )
  const sections = new Map<string, HostSection[]>()
  for (const { hostId, name, status, ...rest } of rows) {
    const section = { name: SectionName.parse(name), status: SectionStatus.parse(status), ...rest }
    const known = sections.get(hostId)
    if (known) known.push(section)
    else sections.set(hostId, [section])
  }
  return sections
}
