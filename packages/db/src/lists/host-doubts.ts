import { isFresh, type SectionState } from '@stowage/domain/host-state'
import type { Database } from '../client.ts'
import type { Viewer } from './viewer.ts'

/** A blind window up to this long is tolerated (audit 2.3). */
const toleratedBlindMs = 300_000

export function visible(who: Viewer, ids: readonly string[] | undefined): string[] | null {
  if (who.hostIds === null) return ids === undefined ? null : [...ids]
  return who.hostIds.filter((id) => ids === undefined || ids.includes(id))
}

type Judged = { answers: boolean; containers: SectionState | undefined; volumes: SectionState | undefined }

/** The lists of containers and volumes are complete and recent and the host answers for an engine of its own: absence of a use is proven. */
export const isJudged = ({ answers, containers, volumes }: Judged, now: Date): boolean =>
  answers && isFresh('containers', containers, now) && isFresh('volumes', volumes, now)

type Host = { id: string; revokedAt: Date | null; enrolledAt: Date; engineIdentity: string | null }
type Twin = { id: string; name: string; enrolledAt: Date; engineIdentity: string }

/** Hosts that report one and the same engine, by that engine: also those the viewer does not see, since the doubt is theirs too. */
export async function sameEngine(db: Database): Promise<Map<string, Twin[]>> {
  const { rows } = await db.pool.query<Twin>(
    `SELECT id, name, "enrolledAt", "engineIdentity" FROM host WHERE "revokedAt" IS NULL AND "engineIdentity" IN
       (SELECT "engineIdentity" FROM host WHERE "revokedAt" IS NULL GROUP BY 1 HAVING count(*) > 1)`,
  )
  return Map.groupBy(rows, (row) => row.engineIdentity)
}

/** The other hosts that report this one's engine. */
export const doublesOf = (host: Host, doubles: ReadonlyMap<string, Twin[]>): Twin[] =>
  host.revokedAt === null ? (doubles.get(host.engineIdentity ?? '') ?? []).filter((twin) => twin.id !== host.id) : []

/** False on all but the first of several hosts that report one engine: their bytes and rows are not added twice (A32). */
export const isCounted = (host: Host, twins: readonly Twin[]): boolean =>
  host.revokedAt === null &&
  !twins.some((twin) => twin.enrolledAt < host.enrolledAt || (+twin.enrolledAt === +host.enrolledAt && twin.id < host.id))

/** End of the last blind window that is too long to ignore, by host. */
export async function longBlind(db: Database): Promise<Map<string, Date>> {
  const { rows } = await db.pool.query<{ hostId: string; to: Date }>(
    `SELECT "hostId", max("to") AS "to" FROM blind_window WHERE "to" - "from" > $1 * interval '1 second' GROUP BY "hostId"`,
    [toleratedBlindMs / 1000],
  )
  return new Map(rows.map((window) => [window.hostId, window.to]))
}
