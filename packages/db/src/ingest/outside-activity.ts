import { type ActivityEntry, recordActivity } from '../activity.ts'
import { clock } from './clock-text.ts'
import type { Ingest } from './ingest.ts'
import type { VolumeChanges } from './keep-volumes.ts'

/**
 * Records volumes made and removed without a job of ours (A: the job's own result tells). D: the engine's event told, which names no
 * actor. E: noticed between two lists. `lastListAt` null: the first list of a host, where everything was there before us.
 */
export async function recordOutside(ingest: Ingest, { began, ended }: VolumeChanges, lastListAt: Date | null): Promise<void> {
  if (lastListAt === null || (began.length === 0 && ended.length === 0)) return
  const { client, host, receivedAt } = ingest
  const ours = await changedByJobs(
    ingest,
    [...began, ...ended].map(({ name }) => name),
    lastListAt,
  )
  const { rows: told } = await client.query<{ id: string }>(
    `SELECT DISTINCT "volumeId" AS id FROM volume_event WHERE action = 'created' AND "volumeId" = ANY($1::uuid[])`,
    [began.map(({ id }) => id)],
  )
  const toldIds = new Set(told.map(({ id }) => id))
  const between = `between ${clock(lastListAt)} and ${clock(receivedAt)}`
  const entry = (id: string, name: string, action: string, attribution: 'D' | 'E', text: string): ActivityEntry => ({
    actorType: 'outside',
    actor: 'unknown',
    via: 'outside',
    action,
    subjectKind: 'volume',
    subjectId: id,
    subject: name,
    hostId: host.id,
    host: host.name,
    result: 'ok',
    attribution,
    text,
  })
  const removed = ended
    .filter(({ name }) => !ours.has(`volume.remove ${name}`))
    .map(({ id, name, toldAt }) =>
      toldAt
        ? entry(
            id,
            name,
            'volume.remove',
            'D',
            `Volume "${name}" was removed on ${host.name} at ${clock(toldAt)}, not by Stowage. The engine names no actor.`,
          )
        : entry(
            id,
            name,
            'volume.remove',
            'E',
            `Volume "${name}" is gone from ${host.name}: removed ${between}, not by Stowage.`,
          ),
    )
  const created = began
    .filter(({ name }) => !ours.has(`volume.create ${name}`))
    .map(({ id, name }) =>
      toldIds.has(id)
        ? entry(
            id,
            name,
            'volume.create',
            'D',
            `Volume "${name}" was created on ${host.name}, not by Stowage. The engine names no actor.`,
          )
        : entry(id, name, 'volume.create', 'E', `Volume "${name}" appeared on ${host.name} ${between}, not made by Stowage.`),
    )
  await recordActivity(client, [...removed, ...created])
  if (removed.length + created.length > 0) ingest.touched.activity = true
}

/** `kind name` of our jobs that did it, or may be doing it now: an answer of the agent can arrive after its list. */
async function changedByJobs({ client, host }: Ingest, volumes: readonly string[], since: Date): Promise<Set<string>> {
  const { rows } = await client.query<{ kind: string; name: string }>(
    `SELECT kind, "volumeName" AS name FROM job WHERE "hostId" = $1 AND "volumeName" = ANY($2::text[])
       AND (state IN ('sent', 'running', 'indeterminate') OR (code IN ('created', 'removed') AND "finishedAt" >= $3::timestamptz - interval '5 seconds'))`,
    [host.id, volumes, since],
  )
  return new Set(rows.map(({ kind, name }) => `${kind} ${name}`))
}
