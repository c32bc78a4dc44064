import type { EngineFact } from '@stowage/domain/facts'
import { itemKey, type Sections } from '@stowage/domain/report'
import { recordActivity } from '../activity.ts'
import { type Ingest, type Item, keptItems } from './ingest.ts'
import { sampleDisk } from './keep-samples.ts'
import { renameBinds } from './replace-mounts.ts'
import { trustVolumeTimes } from './volume-times.ts'

/** Equal on two hosts means one engine reported twice: a cloned machine has the engine's id too, but a boot of its own (A32). */
const identity = ({ engineId, dataRoot, bootId }: EngineFact) => (bootId === null ? null : [engineId, dataRoot, bootId].join('|'))

/** Keeps what the section says of the engine, and how full its disk is now, also when that did not change. */
export async function keepEngine(ingest: Ingest, part: NonNullable<Sections['engine']>): Promise<void> {
  if (part.status !== 'ok' && part.status !== 'partial') return
  const [kept] = keptItems(part.upsert, itemKey.engine).slice(-1)
  if (kept && kept.hash !== ingest.host.engineHash) await writeEngine(ingest, kept)
  await sampleDisk(ingest, part.collectedAt)
}

async function writeEngine(ingest: Ingest, kept: Item<EngineFact>): Promise<void> {
  const { client, host, touched } = ingest
  const engine = kept.item
  const { filesystem } = engine
  await client.query(
    `UPDATE host SET engine = $2, "engineHash" = $3, "engineVersion" = $4, "engineIdentity" = $5, "diskBytes" = $6, "diskUsedBytes" = $7,
       "diskAvailableBytes" = $8, "totalInodes" = $9, "usedInodes" = $10 WHERE id = $1`,
    [
      ...[host.id, JSON.stringify(engine), kept.hash, engine.version, identity(engine)],
      filesystem && Math.round(filesystem.totalBytes),
      filesystem && Math.round(filesystem.usedBytes),
      filesystem && Math.round(filesystem.availableBytes),
      filesystem?.totalInodes,
      filesystem?.usedInodes,
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
  const { rowCount } = await client.query('SELECT 1 FROM host WHERE "engineIdentity" = $1 AND id <> $2 AND "revokedAt" IS NULL', [
    host.engineIdentity,
    host.id,
  ])
  if (rowCount === 0) return
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
      // Whoever sees this host need not see the other one: its page names it to those who do (AZ3).
      text: `"${host.name}" reports the same Docker Engine as another host; its page says which. Stop one of the agents and remove its host.`,
    },
  ])
  touched.activity = true
}
