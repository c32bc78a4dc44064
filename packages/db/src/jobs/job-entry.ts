import type { ActivityEntry } from '../activity.ts'

type Told = {
  id: string
  kind: string
  volumeName: string
  attempt: number
  requestedBy?: string
  requestedById?: string
  via?: string
}

const vias = ['web', 'cli', 'agent', 'server'] as const

/** An entry of the activity log about a job: by the person who asked when known, else by the server itself. */
export function jobEntry(
  job: Told,
  host: { id: string; name: string },
  result: ActivityEntry['result'],
  text: string,
): ActivityEntry {
  const asker = job.requestedBy === undefined ? null : job
  return {
    actorType: asker ? (job.via === 'cli' ? 'token' : 'user') : 'system',
    actorId: asker?.requestedById ?? null,
    actor: asker?.requestedBy ?? 'Stowage',
    via: vias.find((via) => via === job.via) ?? 'server',
    action: job.kind,
    subjectKind: 'volume',
    subjectId: null,
    subject: job.volumeName,
    hostId: host.id,
    host: host.name,
    result,
    attribution: 'A',
    text,
    details: { jobId: job.id, attempt: job.attempt },
  }
}
