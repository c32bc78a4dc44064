import type { EngineFact } from '@stowage/domain/facts'
import { itemKey, type Sections } from '@stowage/domain/report'
import { recordActivity } from '../activity.ts'
import { type Ingest, keptItems } from './ingest.ts'
import { renameBinds } from './replace-mounts.ts'
import { trustVolumeTimes } from './volume-times.ts'

/** Equal on two hosts means one engine reported twice: a cloned machine has the engine's id too, but a boot of its own (A32). */
const identity = ({ engineId, dataRoot, bootId }: EngineFact) => (bootId === null ? null : [engineId, dataRoot, bootId].join('|'))

export async function keepEngine(ingest: Ingest, part: NonNullable<Sections['engine']>): Promise<void> {
  const { client, host, touched } = ingest
  const reachable = part.status === 'ok' || part.status === 'partial'
  const [kept] = reachable ? keptItems(part.upsert, itemKey.engine).slice(-1) : []
  if (!kept || kept.hash === host.engineHash) return
  const engine = kept.item
  await client.query(
    `UPDATE host SET engine = $2, "engineHash" = $3, "engineVersion" = $4, "engineIdentity" = $5, "diskBytes" = $6, "diskUsedBytes" = $7 WHERE id = $1`,
    [
      host.id,
      JSON.stringify(engine),
      kept.hash,
      engine.version,
      identity(engine),
      engine.filesystem && Math.round(engine.filesystem.totalBytes),
      engine.filesystem && Math.round(engine.filesystem.usedBytes),
    ],
  )
  touched.host = true
  const before = host.engineIdentity
  if (host.dataRoot !== engine.dataRoot) await renameBinds(ingest, engine.dataRoot)
  Object.assign(host, { engineHash: kept.hash, engineIdentity: identity(engine) })
  if (host.engineVersion !== engine.version) await trustVolumeTimes(ingest, engine.version)
  if (host.engineIdentity !== before) await reportConflict(ingest)
}

async function reportConflict({ client, host, touched }: Ingest): Promise<void> {
  const { rows } = await client.query<{ id: string; name: string }>(
    'SELECT id, name FROM host WHERE "engineIdentity" = $1 AND id <> $2 AND "revokedAt" IS NULL',
    [host.engineIdentity, host.id],
  )
  if (rows.length === 0) return
  const others = rows.map(({ name }) => `"${name}"`).join(', ')
  await recordActivity(client, [
    {
      actorType: 'agent',
      actor: host.name,
      via: 'agent',
      action: 'host.conflict',
      subjectKind: 'host',
      subjectId: host.id,
      subject: host.name,
      hostId: host.id,
      host: host.name,
      result: 'failed',
      text: `"${host.name}" reports the same Docker Engine as ${others}. Stop one of the agents and remove its host.`,
      details: { hosts: rows.map(({ id }) => id) },
    },
  ])
  touched.activity = true
}
