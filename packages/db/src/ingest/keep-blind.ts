import { type ActivityEntry, recordActivity } from '../activity.ts'
import { clock } from './clock-text.ts'
import type { Ingest } from './ingest.ts'

type Window = { from: Date; to: Date; cause: string }

/** Keeps times in which a change could have gone unseen; one that is told again may only have grown. */
export async function keepBlind(ingest: Ingest, windows: readonly Window[]): Promise<void> {
  const { client, host, touched } = ingest
  const { rows } = await client.query<Window & { inserted: boolean }>(
    `INSERT INTO blind_window ("hostId", "from", "to", cause)
     SELECT $1, "from", max("to"), cause FROM json_to_recordset($2::json) AS one("from" timestamptz, "to" timestamptz, cause text) GROUP BY "from", cause
     ON CONFLICT ("hostId", "from", cause) DO UPDATE SET "to" = GREATEST(blind_window."to", EXCLUDED."to")
     RETURNING "from", "to", cause, (xmax = 0) AS inserted`,
    [host.id, JSON.stringify(windows)],
  )
  const news = rows.filter(({ inserted, cause }) => inserted && cause !== 'first_seen')
  if (rows.length > 0) touched.host = true
  if (news.length > 0) touched.activity = true
  await recordActivity(
    client,
    news.map((window) => blindEntry(ingest, window)),
  )
}

const blindEntry = ({ host }: Ingest, { from, to, cause }: Window): ActivityEntry => ({
  actorType: 'agent',
  actor: host.name,
  via: 'agent',
  action: 'host.blind',
  subjectKind: 'host',
  subjectId: host.id,
  subject: host.name,
  hostId: host.id,
  host: host.name,
  result: 'ok',
  text: `Changes on "${host.name}" may have gone unseen from ${clock(from)} to ${clock(to)} (${cause.replaceAll('_', ' ')}).`,
})
