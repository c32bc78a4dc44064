import { AppError } from '@stowage/domain/app-error'
import type { LiveChange } from '@stowage/domain/list'
import type { Report, ReportReply } from '@stowage/domain/report'
import type pg from 'pg'
import type { Database } from '../client.ts'
import { notifyLive } from '../notify.ts'
import { inTransaction } from '../transaction.ts'
import type { HostState, Ingest } from './ingest.ts'
import { keepBlind } from './keep-blind.ts'
import { keepContainers } from './keep-containers.ts'
import { keepEngine } from './keep-engine.ts'
import { adoptEvents, keepEvents } from './keep-events.ts'
import { keepLayers, keepSizes, mergeMeasurements } from './keep-measurements.ts'
import { sampleSizes } from './keep-samples.ts'
import { keepSections } from './keep-sections.ts'
import { keepUses } from './keep-uses.ts'
import { endVolumes, type VolumeChanges, writeVolumes } from './keep-volumes.ts'
import { moveLastMounted } from './last-mounted.ts'
import { recordOutside } from './outside-activity.ts'
import { reportOrder } from './report-order.ts'
import { differingSections } from './verify-hashes.ts'
import { splitLives } from './volume-lives.ts'

export type ReportFrom = { hostId: string; sessionId: string; receivedAt: Date }

/**
 * Applies one report of an agent, whole or not at all, and only to its own host (M16). `resync` also answers a report that was applied
 * but left rows that differ from what the agent holds. Throws `unauthorized` when the session is not the host's newest.
 */
export function applyReport({ pool }: Pick<Database, 'pool'>, from: ReportFrom, report: Report): Promise<ReportReply> {
  return inTransaction(pool, async (client) => {
    const host = await lockHost(client, from, report.epoch)
    const known = host.epoch === null ? null : { epoch: host.epoch, rev: host.rev }
    const held = known?.epoch === report.epoch ? known.rev : 0
    if (!host.ownEpoch) return { outcome: 'stale', rev: held, reason: 'The session belongs to another epoch.' }
    const order = reportOrder(known, report)
    if (order === 'stale') return { outcome: 'stale', rev: held, reason: `Rev ${held} was applied before.` }
    if (order === 'resync') return { outcome: 'resync', rev: held, reason: `Rev ${report.baseRev} is not what was applied last.` }

    const touched = { volumes: new Set<string>(), containers: new Set<string>(), host: false, activity: false }
    const ingest: Ingest = { client, host, report, receivedAt: from.receivedAt, seenMounted: new Map(), touched }
    await apply(ingest)
    await client.query('UPDATE host SET epoch = $2, rev = $3, "lastSeenAt" = GREATEST("lastSeenAt", $4) WHERE id = $1', [
      host.id,
      report.epoch,
      report.rev,
      from.receivedAt,
    ])
    await notifyLive(client, changes(ingest))
    const differing = await differingSections(ingest)
    if (differing.length === 0) return { outcome: 'applied', rev: report.rev, reason: null }
    return { outcome: 'resync', rev: report.rev, reason: `The rows of ${differing.join(', ')} differ from the agent's.` }
  })
}

async function apply(ingest: Ingest): Promise<void> {
  const { sections } = ingest.report
  const okBefore = await keepSections(ingest)
  if (sections.engine) await keepEngine(ingest, sections.engine)
  const layers = sections.layers ? await keepLayers(ingest, sections.layers) : []
  const containers = sections.containers ? await keepContainers(ingest, sections.containers) : { known: [], measured: [] }
  const grown = await mergeMeasurements(ingest, 'containers', [...layers, ...containers.known])
  await sampleSizes(ingest, 'containers', { changed: grown, began: containers.measured })

  const events = await keepEvents(ingest)
  const split = await splitLives(
    ingest,
    events.flatMap(({ action, volumeName }) => (action === 'created' ? [volumeName] : [])),
  )
  const listed = sections.volumes ? await endVolumes(ingest, sections.volumes) : { changed: [], ended: [] }
  // After lives ended, whose sizes count no more, and before new ones begin, which take what was measured of them.
  const sizes = sections.sizes ? await keepSizes(ingest, sections.sizes) : []
  const began = await writeVolumes(ingest, listed.changed)
  const sized = await mergeMeasurements(ingest, 'volumes', sizes)
  await sampleSizes(ingest, 'volumes', { changed: sized, began: began.flatMap(({ id, measured }) => (measured ? [id] : [])) })

  const lives: VolumeChanges = { began: [...split.began, ...began], ended: [...split.ended, ...listed.ended] }
  await adoptEvents(ingest, lives.began)
  await moveLastMounted(
    ingest,
    events.map(({ id }) => id),
  )

  if (sections.containers || sections.volumes || split.began.length > 0) await keepUses(ingest)

  const lastListAt = okBefore.get('volumes') ?? null
  if (lastListAt === null && sections.volumes?.status === 'ok') {
    await keepBlind(ingest, [{ from: new Date(0), to: ingest.receivedAt, cause: 'first_seen' }])
  }
  await recordOutside(ingest, lives, lastListAt)
}

/** Locks the row against other reports of the host, not against new jobs, whose foreign key only reads it. */
async function lockHost(client: pg.PoolClient, from: ReportFrom, epoch: string): Promise<HostState & { ownEpoch: boolean }> {
  const { rows } = await client.query<HostState & { ownEpoch: boolean; sessionId: string | null; revokedAt: Date | null }>(
    `SELECT host.id, name, host.epoch, rev, "clockOffsetMs", "engineHash", "engineVersion", "engineIdentity", engine->>'dataRoot' AS "dataRoot",
       "lastSeenAt", "sessionId", "revokedAt",
       EXISTS (SELECT 1 FROM agent_session AS own WHERE own.id = $2 AND own."hostId" = host.id AND own.epoch = $3) AS "ownEpoch"
     FROM host WHERE host.id = $1 FOR NO KEY UPDATE`,
    [from.hostId, from.sessionId, epoch],
  )
  const [host] = rows
  if (host?.revokedAt) throw new AppError('forbidden', 'This host was revoked.')
  if (!host || host.sessionId !== from.sessionId) throw new AppError('unauthorized', 'A newer session of this host has begun.')
  return host
}

function changes({ host, touched }: Ingest): LiveChange[] {
  const of = (topic: LiveChange['topic'], ids: string[]): LiveChange => ({ topic, ids, hostId: host.id })
  const volumes = touched.volumes.size > 0 ? [of('volume', [...touched.volumes])] : []
  const containers = touched.containers.size > 0 ? [of('container', [...touched.containers])] : []
  const hosts = touched.host ? [of('host', [host.id])] : []
  return [...volumes, ...containers, ...hosts, ...(touched.activity ? [of('activity', [])] : [])]
}
