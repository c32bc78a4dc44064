import type { HostState } from '@stowage/domain/host'
import { openJobStates } from '@stowage/domain/job'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { type FleetFigures, fleetFigures } from '../history/fleet-figures.ts'
import { idsSql } from './filter-sql.ts'
import { hostFacts } from './host-facts.ts'
import { inScope } from './list-answer.ts'
import { type Viewer, viewerGraceMs, viewerNow } from './viewer.ts'
import { stateSql } from './volume-state-sql.ts'

const { sql } = Prisma

type Sum = { measured: number; unknown: number; sumBytes: number }
export type OverviewFacts = FleetFigures & {
  hosts: {
    total: number
    reporting: number
    notReporting: { id: string; name: string; state: HostState; lastSeenAt: Date | null }[]
  }
  volumes: { total: number; byState: { used: number; orphan: number; protected: number; unknown: number } }
  containers: { total: number; running: number }
  sizes: Sum
  layers: Sum
  disks: { hostId: string; host: string; state: HostState; diskBytes: number | null; diskUsedBytes: number | null }[]
  jobsOpen: number
  checkedAt: Date
}

/** The figures of the start page. An engine that two agents report counts once (A32). Throws bad_request for a bad scope. */
export async function overview(
  db: Database,
  who: Viewer,
  { scope = null }: { scope?: string | null } = {},
): Promise<OverviewFacts> {
  const now = viewerNow(who)
  const hosts = inScope(await hostFacts(db, who), scope).filter((host) => !host.revoked)
  const counted = hosts.filter((host) => host.counted)
  const ids = idsSql(counted.map((host) => host.id))
  const facts = { hosts: counted, now, graceMs: viewerGraceMs(who) }
  const [volumes, containers, jobsOpen, figures] = await Promise.all([
    db.prisma.$queryRaw<(Sum & { state: 'used' | 'orphan' | 'protected' | 'unknown'; total: number })[]>(sql`
      SELECT coalesce(${stateSql(facts)}, 'unknown') AS state, count(*)::float8 AS total, count(v."sizeBytes")::float8 AS measured,
        count(*) FILTER (WHERE v."sizeBytes" IS NULL OR v."sizePartial")::float8 AS unknown, coalesce(sum(v."sizeBytes"), 0)::float8 AS "sumBytes"
      FROM volume v WHERE v."removedAt" IS NULL AND v."hostId" = ANY(${ids}) GROUP BY 1`),
    db.prisma.$queryRaw<(Sum & { total: number; running: number })[]>(sql`
      SELECT count(*)::float8 AS total, count(*) FILTER (WHERE c.state = 'running')::float8 AS running, count(c."layerBytes")::float8 AS measured,
        count(*) FILTER (WHERE c."layerBytes" IS NULL OR c."layerPartial")::float8 AS unknown, coalesce(sum(c."layerBytes"), 0)::float8 AS "sumBytes"
      FROM container c WHERE c."removedAt" IS NULL AND c."hostId" = ANY(${ids})`),
    db.prisma.job.count({ where: { hostId: { in: hosts.map((host) => host.id) }, state: { in: [...openJobStates] } } }),
    fleetFigures(db, who, { scope }),
  ])
  const silent = hosts.filter((host) => host.state === 'unreachable' || host.state === 'offline')
  const byState = { used: 0, orphan: 0, protected: 0, unknown: 0 }
  for (const row of volumes) byState[row.state] = row.total
  const sum = (pick: (row: Sum & { total: number }) => number) => volumes.reduce((total, row) => total + pick(row), 0)
  const [all] = containers
  return {
    ...figures,
    hosts: {
      total: hosts.length,
      reporting: hosts.length - silent.length,
      notReporting: silent.map((host) => ({ id: host.id, name: host.name, state: host.state, lastSeenAt: host.row.lastSeenAt })),
    },
    volumes: { total: sum((row) => row.total), byState },
    containers: { total: all?.total ?? 0, running: all?.running ?? 0 },
    sizes: { measured: sum((row) => row.measured), unknown: sum((row) => row.unknown), sumBytes: sum((row) => row.sumBytes) },
    layers: { measured: all?.measured ?? 0, unknown: all?.unknown ?? 0, sumBytes: all?.sumBytes ?? 0 },
    disks: hosts.map(({ id, name, state: link, row }) => ({
      hostId: id,
      host: name,
      state: link,
      diskBytes: row.diskBytes === null ? null : Number(row.diskBytes),
      diskUsedBytes: row.diskUsedBytes === null ? null : Number(row.diskUsedBytes),
    })),
    jobsOpen,
    checkedAt: now,
  }
}
