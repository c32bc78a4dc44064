import type { Grower } from '@stowage/domain/history'
import type { HostState } from '@stowage/domain/host'
import { openJobStates } from '@stowage/domain/job'
import type { HostSpace } from '@stowage/domain/space'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { idsSql } from './filter-sql.ts'
import { hostFacts } from './host-facts.ts'
import { inScope } from './list-answer.ts'
import { type Viewer, viewerGraceMs, viewerNow } from './viewer.ts'
import { insideUses } from './volume-inside.ts'
import { volumeFrom } from './volume-sql.ts'

const { sql } = Prisma

type Sum = { measured: number; unknown: number; sumBytes: number }
export type OverviewFacts = {
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
  capacity: HostSpace[]
  growth: { bytesPerDay: number | null; measuredShare: number }
  atRisk: { containers: number; bytes: number; unknown: number }
  dataAge: { oldestAt: Date | null; freshShare: number }
  growers: (Grower & { hostId: string; host: string })[]
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
  const inside = await insideUses(
    db,
    counted.map((host) => host.id),
  )
  const facts = { hosts: counted, inside, now, graceMs: viewerGraceMs(who) }
  const from = volumeFrom(facts, sql`v."removedAt" IS NULL AND v."hostId" = ANY(${ids})`, new Set(['state']))
  const [volumes, containers, jobsOpen] = await Promise.all([
    db.prisma.$queryRaw<(Sum & { state: 'used' | 'orphan' | 'protected' | 'unknown'; total: number })[]>(sql`
      SELECT coalesce(v.state, 'unknown') AS state, count(*)::float8 AS total, count(v."sizeBytes")::float8 AS measured,
        (count(*) - count(v."sizeBytes"))::float8 AS unknown, coalesce(sum(v."sizeBytes"), 0)::float8 AS "sumBytes"
      FROM ${from} GROUP BY 1`),
    db.prisma.$queryRaw<(Sum & { total: number; running: number; atRisk: number; lostBytes: number; lostUnknown: number })[]>(sql`
      SELECT count(*) FILTER (WHERE c."lostBytes" > 0)::float8 AS "atRisk", coalesce(sum(c."lostBytes"), 0)::float8 AS "lostBytes",
        (count(*) - count(c."lostBytes"))::float8 AS "lostUnknown",
        count(*)::float8 AS total, count(*) FILTER (WHERE c.state = 'running')::float8 AS running, count(c."layerBytes")::float8 AS measured,
        (count(*) - count(c."layerBytes"))::float8 AS unknown, coalesce(sum(c."layerBytes"), 0)::float8 AS "sumBytes"
      FROM container c WHERE c."removedAt" IS NULL AND c."hostId" = ANY(${ids})`),
    db.prisma.job.count({ where: { hostId: { in: hosts.map((host) => host.id) }, state: { in: [...openJobStates] } } }),
  ])
  const silent = hosts.filter((host) => host.state === 'unreachable' || host.state === 'offline')
  const byState = { used: 0, orphan: 0, protected: 0, unknown: 0 }
  for (const row of volumes) byState[row.state] = row.total
  const sum = (pick: (row: Sum & { total: number }) => number) => volumes.reduce((total, row) => total + pick(row), 0)
  const [all] = containers
  return {
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
    capacity: [],
    growth: { bytesPerDay: null, measuredShare: 0 },
    atRisk: { containers: all?.atRisk ?? 0, bytes: all?.lostBytes ?? 0, unknown: all?.lostUnknown ?? 0 },
    dataAge: { oldestAt: null, freshShare: 0 },
    growers: [],
    jobsOpen,
    checkedAt: now,
  }
}
