import { createHash } from 'node:crypto'
import type { HostDetail, HostRow } from '@stowage/domain/host'
import { HostPolicy } from '@stowage/domain/host-policy'
import { policyWords } from '@stowage/domain/policy-words'
import type { Database } from '../client.ts'
import { readForecasts } from '../history/stored-forecasts.ts'
import { type HostFacts, hostFacts } from './host-facts.ts'
import { inScope } from './list-answer.ts'
import type { Viewer } from './viewer.ts'

/** Hosts in order of name. Revoked ones only when asked for. Throws bad_request for a scope that cannot be read. */
export async function hostRows(
  db: Database,
  who: Viewer,
  { scope = null, revoked = false }: { scope?: string | null; revoked?: boolean } = {},
): Promise<HostRow[]> {
  const hosts = inScope(await hostFacts(db, who), scope).filter((host) => revoked || !host.revoked)
  const counts = await hostCounts(db, hosts)
  return hosts.map((host) => hostRow(host, counts))
}

/** One host, revoked or not, or null when it does not exist for this viewer. */
export async function hostDetail(
  db: Database,
  who: Viewer,
  which: { id: string } | { name: string },
): Promise<HostDetail | null> {
  const hosts = await hostFacts(db, who, 'id' in which ? { ids: [which.id] } : {})
  const host = hosts.find((each) => ('id' in which ? each.id === which.id : each.name === which.name))
  if (!host) return null
  const [counts, blind] = await Promise.all([
    hostCounts(db, [host]),
    db.prisma.blindWindow.findMany({ where: { hostId: host.id }, orderBy: { from: 'desc' }, take: 100 }),
  ])
  const policy = HostPolicy.parse(host.policy)
  return {
    ...hostRow(host, counts),
    policy,
    policyText: policyWords(policy),
    policyProblem: host.row.policyProblem,
    keyFingerprint: createHash('sha256').update(Buffer.from(host.row.publicKey, 'base64url')).digest('hex').slice(0, 32),
    engine: host.row.engine,
    blind: blind.map(({ from, to, cause }) => ({ from, to, cause })),
  }
}

type Counts = ReadonlyMap<string, { volumes: number; containers: number }>

async function hostCounts(db: Database, hosts: readonly HostFacts[]): Promise<Counts> {
  const where = { hostId: { in: hosts.map((host) => host.id) }, removedAt: null }
  const [volumes, containers] = await Promise.all([
    db.prisma.volume.groupBy({ by: 'hostId', where, _count: true }),
    db.prisma.container.groupBy({ by: 'hostId', where, _count: true }),
  ])
  const byHost = (rows: { hostId: string; _count: number }[]) => new Map(rows.map((row) => [row.hostId, row._count]))
  const [v, c] = [byHost(volumes), byHost(containers)]
  return new Map(hosts.map(({ id }) => [id, { volumes: v.get(id) ?? 0, containers: c.get(id) ?? 0 }]))
}

function hostRow(host: HostFacts, counts: Counts): HostRow {
  const { row } = host
  const engine = host.engine
  return {
    id: host.id,
    name: host.name,
    hostname: row.hostname,
    state: host.state,
    stateReason: host.stateReason,
    mode: host.policy.mode,
    engineVersion: row.engineVersion,
    apiVersion: engine?.apiVersion ?? null,
    storageDriver: engine?.storageDriver ?? null,
    os: engine?.os ?? null,
    arch: engine?.arch ?? null,
    dataRoot: engine?.dataRoot ?? null,
    agentVersion: row.agentVersion,
    enrolledAt: row.enrolledAt,
    lastSeenAt: row.lastSeenAt,
    clockOffsetMs: row.clockOffsetMs,
    volumes: counts.get(host.id)?.volumes ?? 0,
    containers: counts.get(host.id)?.containers ?? 0,
    diskBytes: row.diskBytes === null ? null : Number(row.diskBytes),
    diskUsedBytes: row.diskUsedBytes === null ? null : Number(row.diskUsedBytes),
    diskAvailableBytes: row.diskAvailableBytes === null ? null : Number(row.diskAvailableBytes),
    totalInodes: row.totalInodes === null ? null : Number(row.totalInodes),
    usedInodes: row.usedInodes === null ? null : Number(row.usedInodes),
    forecasts: readForecasts(row.forecasts),
    sections: host.sections,
    conflict: host.conflict === null ? null : `${host.conflict} reports the same engine.`,
    revokedAt: row.revokedAt,
  }
}
