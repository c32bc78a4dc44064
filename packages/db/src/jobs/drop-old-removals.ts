import type pg from 'pg'
import { recordActivity } from '../activity.ts'
import type { AgentSession } from '../agents/find-session.ts'
import { jobEntry } from './job-entry.ts'

/** What a person saw of a volume counts so long: a host that was away for weeks may have put it to use and down again. */
const removalMinutesMax = 15

type Dropped = {
  id: string
  kind: string
  volumeName: string
  attempt: number
  requestedBy: string
  requestedById: string
  via: string
}

/** Ends removals that waited too long for their host, before anything of it is sent; returns their ids. */
export async function dropOldRemovals(client: pg.PoolClient, { hostId, hostName }: AgentSession): Promise<string[]> {
  const message = `Not done: ${hostName} was away for more than ${removalMinutesMax} minutes. Look at the volume again before you ask again.`
  const { rows } = await client.query<Dropped>(
    `UPDATE job SET state = 'cancelled', stage = 'done', code = 'interrupted', message = $2, "finishedAt" = now(), "lastNewsAt" = now(),
       stages = stages || jsonb_build_object('stage', 'done', 'at', now())
     WHERE "hostId" = $1 AND kind = 'volume.remove' AND state = 'queued' AND "createdAt" < now() - $3 * interval '1 minute'
     RETURNING id, kind, "volumeName", attempt, "requestedBy", "requestedById", via`,
    [hostId, message, removalMinutesMax],
  )
  await recordActivity(
    client,
    rows.map((job) => jobEntry(job, { id: hostId, name: hostName }, 'skipped', message)),
  )
  return rows.map(({ id }) => id)
}
